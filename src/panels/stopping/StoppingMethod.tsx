import type { LinearFits } from '../../state/linearFits';

export interface StoppingMethodProps {
  readonly draws: number;
  readonly seed: number;
  readonly fits: LinearFits | undefined;
}

/** What each number is, and how it was computed. */
export function StoppingMethod({ draws, seed, fits }: StoppingMethodProps) {
  return (
    <>
      <p>
        Gradient flow from <var>W</var> = 0 on E|ε − <var>Wx</var>|² + <var>c</var> ᾱ|<var>W</var>|², one matrix for
        each <var>t</var>. Along an eigenvector of the sample covariance, <var>w</var>(τ) = √(1 − ᾱ)/<var>r</var> · (1 −
        exp(−2ητ<var>r</var>)) with <var>r</var> = ᾱ(λ̂ + <var>c</var>) + 1 − ᾱ: exact, and so is the test loss over all
        noise. Time is ητ of this loss as written, without a factor ½ and without a mean over <var>d</var>: the clock of
        Merger and Goldt may differ by 2 or by <var>d</var>, shapes and orders do not. Adam would break it.
      </p>
      <p>
        Loss of the image, by noise: the same model, whose error of the image is <var>s</var> times that of the noise,
        so that a mean over <var>t</var> would weight noise levels the other way round. Loss of the image: a model that
        predicts it, <var>w</var> → √ᾱ λ̂/<var>r</var>; directions that the sample misses then stay at 0 and cannot
        overfit.
      </p>
      <p>
        Power laws: means over {draws} draws of <var>N</var> images in 100 dimensions, seed {seed}; bands are two
        standard errors; the best time is that of the mean. The charts over the exponent are of the noise predictor.
        Exponents at which training to the end costs less than 1% have no dot.
        {fits && (
          <>
            {' '}
            Real images: one fit on the first <var>N</var> of them, scored on held-out ones; measured on {fits.date}{' '}
            with <code>{fits.command}</code>.
          </>
        )}
      </p>
    </>
  );
}
