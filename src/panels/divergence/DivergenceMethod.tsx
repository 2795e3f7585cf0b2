import type { LinearFits } from '../../state/linearFits';
import type { TheorySpectrum } from '../../state/theorySpectrum';

export interface DivergenceMethodProps {
  readonly draws: number;
  readonly seed: number;
  readonly spectrum: TheorySpectrum;
  readonly fits: LinearFits | undefined;
}

/** What each number is, and how it was computed. */
export function DivergenceMethod({ draws, seed, spectrum, fits }: DivergenceMethodProps) {
  const left = spectrum.dim - spectrum.kept.length;
  return (
    <>
      <p>
        The model samples from N(<var>m</var>, <var>C</var> + <var>c</var>), with the mean and the covariance of its{' '}
        <var>N</var> images and the ridge <var>c</var>. The divergence is from the model to the truth, KL(N(
        <var>m</var>, <var>C</var> + <var>c</var>) ‖ N(0, Σ)), in nats, divided by the number of directions: it asks
        whether what is drawn could be real. The other direction, which asks whether everything real is drawn, is
        infinite for <var>N</var> &lt; <var>d</var> without a ridge, and beyond the leading term five times as large.
        Where the truth has no variance it is infinite whatever the model: {left === 0 ? 'no' : left} directions are
        left out here.
      </p>
      <p>
        Theory: KL/<var>d</var> = (1/2<var>d</var>)[<var>c</var> Σ 1/λ + Σ ln λ − E ln|<var>C</var> + <var>c</var>|],
        the last by a deterministic equivalent with the effective ridge κ, derived here; the replica formula of Merger
        and Goldt has the same limit. Exact without a ridge: the mean over Wishart matrices, −(1/2<var>d</var>)[Σψ((
        <var>N</var> − <var>i</var>)/2) + <var>d</var> ln(2/<var>N</var>)], for every Σ; its leading term is{' '}
        <var>d</var>
        /(4<var>N</var>). Many images, with a ridge: ½ mean[<var>c</var>/λ − ln(1 + <var>c</var>/λ)], the floor. Both
        the theory and the draws take the mean as known; estimating it costs 1/(2<var>N</var>) more per direction.
      </p>
      <p>
        Power laws: {draws} draws at each <var>N</var>, seed {seed}; bars are two standard errors.
        {fits && (
          <>
            {' '}
            Real images: mean and covariance of the first <var>N</var> against those of all, in the directions that
            count; measured on {fits.date} with <code>{fits.command}</code>.
          </>
        )}
      </p>
    </>
  );
}
