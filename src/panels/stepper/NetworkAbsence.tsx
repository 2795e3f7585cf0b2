import { datasets } from '../../data/catalog';
import { firstImages } from '../../data/subset';
import { nearestTrained } from '../../state/networks';
import { useInputs, useRun, useSession } from '../session';
import { formatCount, networkAbsence } from '../words';

/** In the network's place when none was trained on these images: says so, and leads to the nearest one. */
export function NetworkAbsence() {
  const { change } = useSession();
  const { dataset, images } = useInputs();
  const networks = useRun((run) => run.networks);
  const target = nearestTrained(networks.list, dataset, images);
  return (
    <div className="row-absence">
      <p>{networkAbsence(networks, { dataset, subset: firstImages(images) })} The other rows need no training.</p>
      {target && (
        <button type="button" className="button" onClick={() => change(target)}>
          {target.dataset === dataset
            ? `Go to N = ${formatCount(target.images)}`
            : `Go to ${datasets[target.dataset].label}, N = ${formatCount(target.images)}`}
        </button>
      )}
    </div>
  );
}
