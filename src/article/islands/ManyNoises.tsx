import { useEffect, useState } from 'react';
import { type DatasetId, datasetInfo } from '../../data/catalog';
import { formatCount } from '../../panels/words';
import { useInputs, useRun, useSession } from '../../panels/session';
import type { NetworkMeasures } from '../../state/networkMeasures';
import { networkFor, type NetworkInfo, trainedCounts } from '../../state/networks';

/** The answer to "is it so for every noise?": what was counted over many, for each network of the chosen images. */
export function ManyNoises() {
  const { loadNetworkMeasures } = useSession();
  const { dataset } = useInputs();
  const networks = useRun((run) => run.networks.list);
  const [measures, setMeasures] = useState<NetworkMeasures>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    loadNetworkMeasures().then(setMeasures, (error: unknown) => setProblem(String(error)));
  }, [loadNetworkMeasures]);
  if (problem) return <p>What was counted over many noises did not load. {problem}</p>;
  if (!measures) return null;
  const words = countedWords(measures, networks, dataset);
  if (words.length === 0) return null;
  return (
    <p title={`${measures.command}, ${measures.date}`}>
      Counted over {measures.sampleCount} noises: {words.join('; ')}. A network’s copy need not be the multi-delta’s:
      from the same noise it may settle on another training image.
    </p>
  );
}

function countedWords(
  { networks: measured, sampleCount }: NetworkMeasures,
  networks: readonly NetworkInfo[],
  dataset: DatasetId,
): string[] {
  return trainedCounts(networks, dataset).flatMap((images) => {
    const id = networkFor(networks, dataset, images)?.id;
    const row = measured.find((each) => each.id === id);
    if (!row) return [];
    const copies = Math.round(row.memorizedFraction * sampleCount);
    const nearer = Math.round(row.closerToGaussianFraction * sampleCount);
    const counted = copies === 0 ? 'none is a copy' : copies === 1 ? '1 is a copy' : `${copies} are copies`;
    return [
      `with ${formatCount(images)} ${datasetInfo(dataset).noun.many}, ${counted} and ${nearer} are nearer to the Gaussian’s image than to the multi-delta’s`,
    ];
  });
}
