import type { PairMeasures } from '../../state/pairMeasures';
import type { MeasuredZoo } from '../../state/results';
import { Measured } from '../Measured';

export interface CountMethodProps {
  readonly zoo: MeasuredZoo | undefined;
  readonly pairs: PairMeasures | undefined;
}

/** What each number is, and how it was measured. */
export function CountMethod({ zoo, pairs }: CountMethodProps) {
  return (
    <>
      <p>
        At each <var>N</var> the network, the Gaussian and the multi-delta of the first <var>N</var> images turn the
        same noises into samples, by 18 steps of Heun’s method from <var>σ</var> = 80, and each sample is compared with
        all <var>N</var> training images, pixel by pixel, in [−1, 1]. A copy is a sample whose nearest training image is
        less than a third as far as the second nearest (Yoon et al.). The GL score is |<var>x</var> − nearest| / |
        <var>x</var>| of raw pixels, a reconstruction of the score of Li, Dai and Qu; the cosine is the greatest to any
        training image, raw or with the mean of the <var>N</var> images subtracted from both. Held-out images are
        compared in the same way.
      </p>
      <dl className="facts">
        {zoo && <Measured what="Networks" {...zoo.measures} />}
        {pairs && <Measured what="Closed forms" {...pairs} />}
      </dl>
    </>
  );
}
