import { formatSigma } from '../../draw/sigmaAxis';
import type { DatasetSpectrum } from '../../state/datasetSpectrum';
import { formatCount } from '../words';
import { type Descent, liveLooks } from './compute';

export interface LearningMethodProps {
  readonly measured: DatasetSpectrum;
  readonly descent: Descent;
  readonly seed: number;
  /** Of live descent. */
  readonly elapsedMs: number | undefined;
}

/** The formulas, their conventions, and where the numbers come from. */
export function LearningMethod({ measured, descent, seed, elapsedMs }: LearningMethodProps) {
  const { eigenvalues, dim, sigma, eta, start } = descent;
  const { published } = measured;
  return (
    <>
      <p>
        The denoiser <var>D</var>(<var>x</var>) = <var>μ</var> + <var>W</var>(<var>x</var> − <var>μ</var>) descends the
        gradient of E|<var>D</var>(image + <var>σn</var>) − image|², summed over pixels. Along a mode in which images
        have the variance <var>λ</var>, its weight after <var>k</var> steps is <var>w</var>* + (<var>w</var>
        <sub>0</sub> − <var>w</var>*)(1 − 2<var>η</var>(<var>λ</var> + <var>σ</var>²))<sup>k</sup> with <var>w</var>* ={' '}
        <var>λ</var>/(<var>λ</var> + <var>σ</var>²): it ends at the Gaussian denoiser (Li, Dai and Qu, Theorem 1; Wang
        and Pehlevan, equation 7). It converges for <var>η</var> below 1/(<var>λ</var>
        <sub>1</sub> + <var>σ</var>²), and the rate is a share of that. Starting at <var>c</var>
        <sub>skip</sub> = <var>σ</var>
        <sub>data</sub>²/(<var>σ</var>² + <var>σ</var>
        <sub>data</sub>²) is what the preconditioning of a network does, when its last layer begins at zero. The images
        are centred; with a mean to learn besides, the modes are no longer apart. Adam keeps another clock.
      </p>
      <p>
        The variance of samples is that of the probability-flow equation from <var>σ</var> = 80 to 0.002 with the
        denoisers of one training time <var>ητ</var> at every <var>σ</var>, all begun at zero, by gradient flow (Wang
        and Pehlevan, Proposition 4.2). The time to learn a mode goes as 1/<var>λ</var>.
      </p>
      <dl className="facts">
        <dt>Lines</dt>
        <dd>
          closed forms, from eigenvalues{' '}
          {published ? (
            <>
              measured on {published.date} with <code>{published.command}</code>
            </>
          ) : (
            'computed on your machine'
          )}
          ; {eigenvalues.length} of {dim} directions, without those of less than a millionth of the largest variance
        </dd>
        <dt>Dots</dt>
        <dd>
          stochastic gradient descent on noisy images, {formatCount(liveLooks.at(-1)!)} steps, seed {seed}
          {elapsedMs === undefined ? ', when you run it' : `; ${(elapsedMs / 1000).toFixed(1)} s on your machine`}
        </dd>
        <dt>Now</dt>
        <dd>
          <var>σ</var> = {formatSigma(sigma)}, <var>η</var> = {eta.toPrecision(3)}, <var>w</var>
          <sub>0</sub> = {start.toPrecision(3)}
        </dd>
      </dl>
    </>
  );
}
