import type { LinearityMeasures } from '../../state/linearityMeasures';

/** The formula, and how it was measured. */
export function LinearityMethod({ measures }: { readonly measures: LinearityMeasures }) {
  const { command, date, pairs, seed, sigmas } = measures;
  return (
    <>
      <p>
        The cosine between <var>D</var>(<var>αx</var>
        <sub>1</sub> + <var>βx</var>
        <sub>2</sub>) and <var>αD</var>(<var>x</var>
        <sub>1</sub>) + <var>βD</var>(<var>x</var>
        <sub>2</sub>), with <var>α</var>² + <var>β</var>² = 1, its mean over pairs; the band is one standard error. It
        is the linearity score of Li, Dai and Qu (equation 4), without an absolute value, as in their code. The
        normalised error is the length of the difference, divided by the length of the second.
      </p>
      <p>
        Both are exact only for a linear map without a bias. Since <var>α</var> + <var>β</var> is not 1, an answer that
        does not depend on the input has a cosine of 1 and an error of 1 − 1/(<var>α</var> + <var>β</var>): 0.29 for
        equal parts. At large <var>σ</var> every denoiser answers with the mean of its images, and this is what is seen.
      </p>
      <p>
        The papers measure on faces in colour with far larger networks; the dip that grows shallower with <var>N</var>{' '}
        is theirs, its depth is ours. The GL score is the distance of a sample to its nearest training image over the
        length of the sample, the median over the samples of “When does a network stop copying?”.
      </p>
      <dl className="facts">
        <dt>Measured</dt>
        <dd>
          on {date} with <code>{command}</code>; {pairs} pairs of held-out images, noise of seed {seed}, the same at all{' '}
          {sigmas.length} noise levels but for its size
        </dd>
      </dl>
    </>
  );
}
