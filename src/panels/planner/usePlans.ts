import { datasetInfo, type PublishedId } from '../../data/catalog';
import { measuredSource } from '../../state/theorySpectrum';
import { useSession } from '../session';
import { useLoaded } from '../useLoaded';
import type { PlanRow } from './tables';
import { useCheck, usePlan } from './usePlan';

/** The plan for each of the datasets, beside what models fitted on its images needed. */
export function usePlans(): PlanRow[] {
  const plans: Record<PublishedId, PlanRow> = {
    fashion: usePlanOf('fashion'),
    digits: usePlanOf('digits'),
    faces: usePlanOf('faces'),
  };
  return Object.values(plans);
}

const none: readonly (readonly number[])[] = [];

function usePlanOf(dataset: PublishedId): PlanRow {
  const { results } = useSession();
  const measured = useLoaded(dataset, () => results.spectrum(dataset));
  const spectrum = measured.value && measuredSource(measured.value);
  const plan = usePlan(spectrum, none);
  const check = useCheck(spectrum, spectrum?.published);
  return { label: datasetInfo(dataset).label, plan, crossing: check.crossing };
}
