import type { TheorySpectrum } from '../../state/theorySpectrum';
import { directionsHolding, exponentWords, fitRange, type RangeFit, usualRange } from './compute';

export interface SpectraTableProps {
  readonly spectra: readonly TheorySpectrum[];
  readonly spectrum: TheorySpectrum;
  readonly fit: RangeFit;
}

/** Each spectrum in a few numbers. */
export function SpectraTable({ spectra, spectrum, fit }: SpectraTableProps) {
  return (
    <div className="table-scroll">
      <table>
        <caption>Fitted over the ranks named; variances are squares of pixels in [−1, 1]</caption>
        <thead>
          <tr>
            <th scope="col">Spectrum</th>
            <th scope="col">Ranks</th>
            <th scope="col">Exponent</th>
            <th scope="col">Largest variance</th>
            <th scope="col">Mean variance</th>
            <th scope="col">Directions with 90%</th>
            <th scope="col">Left out</th>
          </tr>
        </thead>
        <tbody>
          {spectra.map((each) => {
            const own = each.key === spectrum.key ? fit : fitRange(each, usualRange(each));
            return (
              <tr key={each.key}>
                <th scope="row">{each.label}</th>
                <td>
                  {own.range[0]} to {own.range[1]}
                </td>
                <td>{exponentWords(own)}</td>
                <td>{each.eigenvalues[0]!.toPrecision(3)}</td>
                <td>{(each.eigenvalues.reduce((sum, lambda) => sum + lambda, 0) / each.dim).toPrecision(3)}</td>
                <td>{directionsHolding(each.eigenvalues, 0.9)}</td>
                <td>{each.dim - each.kept.length}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
