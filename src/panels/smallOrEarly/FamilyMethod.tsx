import type { NetworkMeasures } from '../../state/networkMeasures';
import { formatCount } from '../words';
import { Measured } from '../Measured';

/** What each number is, and how it was measured. */
export function FamilyMethod({ measures }: { readonly measures: NetworkMeasures }) {
  const { imageCount, noiseSeed } = measures;
  return (
    <>
      <p>
        All networks of one choice learned from the same first <var>N</var> images, with the same seed. The distance is
        the root mean square over pixels of <var>D</var> − <var>D</var>
        <sub>network</sub> at <var>x</var> = image + <var>σ</var>
        <var>n</var>, its mean over images: divided by <var>σ</var>² it is the score-field error of Li, Dai and Qu. The
        loss is that of training (weight (<var>σ</var>² + <var>σ</var>
        <sub>data</sub>²)/(<var>σσ</var>
        <sub>data</sub>)²), a mean over the measured noise levels by their share in training. A network in mid-training
        is the running average of its weights at that time.
      </p>
      <dl className="facts">
        <Measured what="Samples" {...measures} />
        <dt>Distances, loss</dt>
        <dd>
          the first {formatCount(imageCount)} images of a split (all, when there are fewer), noise of seed {noiseSeed}
        </dd>
      </dl>
    </>
  );
}
