import { type DatasetId, datasets } from '../../data/catalog';
import { measuredSource } from '../../state/theorySpectrum';
import type { MeasuredSpectrum } from '../../state/spectra';
import { useInputs, useSession } from '../session';
import { useLoaded } from '../useLoaded';
import { useTimeStep } from '../useTimeStep';
import { about, crossingWords, targetWords } from './compute';
import { useCheck, usePlan } from './usePlan';

/** The plan for each of the datasets, beside what models fitted on its images needed. */
export function PlanTable() {
  const { results } = useSession();
  const inputs = useInputs();
  const { words } = useTimeStep();
  const ids = Object.keys(datasets) as DatasetId[];
  const spectra = useLoaded('spectra', () => Promise.all(ids.map((id) => results.spectrum(id))));
  return (
    <div className="table-scroll">
      <table>
        <caption>
          Images for {targetWords(inputs)}
          {inputs.target !== 'divergence' && `, ${words}`}
        </caption>
        <thead>
          <tr>
            {['Images of', 'Planned', 'Really fitted', 'Best ridge'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {spectra.value?.map((measured) => (
            <PlanRow key={measured.dataset} measured={measured} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const none: readonly (readonly number[])[] = [];

function PlanRow({ measured }: { readonly measured: MeasuredSpectrum }) {
  const spectrum = measuredSource(measured);
  const plan = usePlan(spectrum, none);
  const check = useCheck(spectrum, measured.dataset);
  return (
    <tr>
      <th scope="row">{spectrum.label}</th>
      <td>{plan ? about(plan.own.images) : '…'}</td>
      <td>{crossingWords(check.crossing)}</td>
      <td>{plan ? plan.own.ridge.toPrecision(2) : '…'}</td>
    </tr>
  );
}
