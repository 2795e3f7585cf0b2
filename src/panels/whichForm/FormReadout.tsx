import { denoiserCatalog } from '../../denoisers/catalog';
import { formatSigma } from '../../draw/sigmaAxis';
import type { Estimate } from '../../math/estimate';
import type { Spread } from '../../state/localMeasures';
import type { Centring } from '../../state/similarity';
import { twoDigits } from '../countAxis';
import { formatDistance } from '../words';
import { candidatesOf, type FormRow, type Over, rowWords } from './compute';
import { FormMark } from './FormMark';

export interface FormReadoutProps {
  readonly over: Over;
  readonly row: FormRow;
  readonly level: number;
  readonly sigmas: readonly number[];
  readonly centring: Centring;
}

const give = ({ mean, standardError }: Estimate) => `${formatDistance(mean)} ± ${formatDistance(standardError)}`;
const quarters = ({ median, lower, upper }: Spread) => `${twoDigits(median)} (${twoDigits(lower)}–${twoDigits(upper)})`;

/** All numbers of the cell that is pointed at, or of the chosen one. */
export function FormReadout({ over, row, level, sigmas, centring }: FormReadoutProps) {
  const { measure } = row;
  const network = measure.error.network![level]!;
  return (
    <div className="form-readout table-scroll">
      <table>
        <caption>
          {rowWords(over, row.place)}, <var>σ</var> = {formatSigma(sigmas[level]!)}
        </caption>
        <thead>
          <tr>
            <th scope="col">Denoiser</th>
            <th scope="col">RMSE to network</th>
            <th scope="col">squared error</th>
            <th scope="col">
              r<sup>2</sup> of samples
            </th>
          </tr>
        </thead>
        <tbody>
          {candidatesOf(measure).map((id) => (
            <tr key={id}>
              <th scope="row">
                <FormMark id={id} /> {denoiserCatalog[id].label}
              </th>
              <td>{give(measure.rmseToNetwork[id]![level]!)}</td>
              <td>{give(measure.error[id]![level]!)}</td>
              <td>{quarters(measure.agreement[id]!.r2[centring])}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">Network</th>
            <td>0</td>
            <td>{give(network)}</td>
            <td>1</td>
          </tr>
        </tbody>
      </table>
      <p>
        Square of the local denoiser: {measure.patchSizes[level]} × {measure.patchSizes[level]}. Errors ± one standard
        error; r<sup>2</sup> as median and quartiles.
        {!measure.agreement.linear && ' No linear denoiser was distilled from this network.'}
      </p>
    </div>
  );
}
