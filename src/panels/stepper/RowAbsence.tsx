import { datasetInfo } from '../../data/catalog';
import type { SampleJob } from '../../engine/protocol';
import { nearestTrained } from '../../state/networks';
import { useRun, useSession } from '../session';
import { formatCount, networkAbsence } from '../words';

export interface RowAbsenceProps {
  readonly job: SampleJob;
  /** Why the row could not be computed; without it, no network was trained on these images. */
  readonly reason: string | undefined;
}

/** In a row's place when it is not there: says why, and leads to the nearest N with a network. */
export function RowAbsence({ job: { dataset, subset }, reason }: RowAbsenceProps) {
  const { change } = useSession();
  const networks = useRun((run) => run.networks);
  const target = reason === undefined ? nearestTrained(networks.list, dataset, subset.count) : undefined;
  const place = target && target.dataset !== dataset ? `${datasetInfo(target.dataset).label}, ` : '';
  return (
    <div className="row-absence">
      <p>{reason ?? `${networkAbsence(networks, { dataset, subset })} The other rows need no training.`}</p>
      {target && (
        <button type="button" className="button" onClick={() => change(target)}>
          Go to {place}N = {formatCount(target.images)}
        </button>
      )}
    </div>
  );
}
