import type { PairMeasures } from '../../state/pairMeasures';
import { Measured } from '../Measured';

/** What each number is, and how it was measured. */
export function PairMethod({ pairs }: { readonly pairs: PairMeasures }) {
  return (
    <>
      <p>
        After Kadkhodaie et al. 2024 (<a href="https://arxiv.org/abs/2310.02557">arXiv:2310.02557</a>). The networks,
        the Gaussians and the multi-deltas of images [0, <var>N</var>) and [<var>N</var>, 2<var>N</var>) turn the same
        noises into samples <var>G</var>
        <sub>1</sub> and <var>G</var>
        <sub>2</sub>, by {pairs.steps} steps of Heun’s method from <var>σ</var> = 80. The cosine is <var>u</var>·
        <var>v</var>/(|<var>u</var>||<var>v</var>|), of pixels in [−1, 1]; centred, the mean of the first half is
        subtracted from both, for every denoiser and also in the cosine to the nearest image. That one is the greatest
        cosine to any image of the first half. Each histogram has its own height.
      </p>
      <dl className="facts">
        <Measured what="All of it" {...pairs} />
      </dl>
    </>
  );
}
