import { formatCount } from '../../draw/count';
import type { DatasetSpectrum } from '../../state/datasetSpectrum';

/** How the spectra were measured and fitted. */
export function SpectraMethod({ measured }: { readonly measured: DatasetSpectrum | undefined }) {
  return (
    <>
      <p>
        Eigenvalues <var>λ</var> of the covariance of all training images (divided by their number), pixels in [−1, 1],
        from exact sums over bytes, in float64. The fit is by least squares of ln <var>λ</var> on ln <var>ν</var>, each
        rank counting once. Its standard error takes the residuals as independent, which they are not: it is a lower
        bound. Modes are drawn with gray for 0; their sign is arbitrary.
      </p>
      <p>
        A power law here is <var>λ</var> = <var>ν</var>
        <sup>−k</sup> in 100 dimensions, scaled to a mean of 1 (Merger and Goldt).
      </p>
      {measured && (
        <dl className="facts">
          <dt>Spectrum</dt>
          <dd>
            {measured.published ? (
              <>
                measured on {measured.published.date} with <code>{measured.published.command}</code>
              </>
            ) : (
              'computed on your machine'
            )}
            ; {formatCount(measured.count)} images
          </dd>
        </dl>
      )}
    </>
  );
}
