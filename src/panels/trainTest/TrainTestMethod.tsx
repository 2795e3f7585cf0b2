import type { LinearFits } from '../../state/linearFits';
import { formatCount } from '../words';

export interface TrainTestMethodProps {
  readonly draws: number;
  readonly seed: number;
  readonly fits: LinearFits | undefined;
}

/** What each number is, and how it was computed. */
export function TrainTestMethod({ draws, seed, fits }: TrainTestMethodProps) {
  return (
    <>
      <p>
        The model predicts the noise from a noisy image, linearly and with its own map at each <var>t</var>; its loss is
        E|ε − ε̂|² / <var>d</var>, plus <var>c</var> ᾱ|<var>W</var>|². The best such map is the exact denoiser of N(mean,{' '}
        <var>C</var> + <var>c</var>), <var>C</var> the covariance of the <var>N</var> images. With <var>s</var> = (1 −
        ᾱ)/ᾱ = <var>σ</var>² and <var>R</var> = (<var>C</var> + <var>s</var> + <var>c</var>)⁻¹: train = 1 − <var>s</var>{' '}
        tr <var>R</var>/<var>d</var> − <var>sc</var> tr <var>R</var>²/<var>d</var>; test = 1 − 2<var>s</var> tr{' '}
        <var>R</var>/<var>d</var> + <var>s</var> tr <var>R</var>(Σ + <var>s</var>)<var>R</var>/<var>d</var>. The loss of
        predicting the image is <var>s</var> times this.
      </p>
      <p>
        Theory: the means of these traces by deterministic equivalents, with the effective ridge κ = <var>z</var> + (κ/
        <var>N</var>) Σ λ/(λ + κ), <var>z</var> = <var>s</var> + <var>c</var>. They were derived here, not copied: the
        replica formulas of Merger and Goldt have the same limit of large <var>d</var> and <var>N</var>, which is
        unique. Means over all <var>t</var> use 40 noise levels that stand for the 1,000, right to one part in a
        million. β rises from 10⁻⁴ to 0.02, as in their code; their slides print 0.01.
      </p>
      <p>
        Power laws: {draws} draws of <var>N</var> images of N(0, Σ), seed {seed}, each solved exactly; bars are two
        standard errors. Real images: Σ is the covariance of all training images, and the dots are models fitted on the
        first <var>N</var> of them, mean and covariance both estimated, scored on held-out images, exactly averaged over
        the noise. Networks: published errors |<var>D</var> − clean|²/(<var>d</var> <var>σ</var>²), between measured{' '}
        <var>σ</var> interpolated on logarithmic scales; they have no ridge, and learned all noise levels with one set
        of weights.
      </p>
      {fits && (
        <dl className="facts">
          <dt>Fits</dt>
          <dd>
            measured on {fits.date} with <code>{fits.command}</code>; {formatCount(fits.heldOutCount)} held-out images
          </dd>
        </dl>
      )}
    </>
  );
}
