/** What "What does it answer to?" says, from the numbers that are shown. */
import { type DatasetId, datasetInfo } from '../../data/catalog';
import { formatSigma } from '../../draw/sigmaAxis';
import type { Sensitivity, SensitivityMeasures } from '../../state/sensitivity';
import { twoDigits } from '../countAxis';
import { formatCount } from '../words';

/** The sets of one dataset, by ascending N. */
export function setsOf(dataset: DatasetId, { sets }: SensitivityMeasures) {
  return sets.filter((set) => set.dataset === dataset).sort((a, b) => a.images - b.images);
}

export interface NamedSensitivity {
  readonly images: number;
  readonly sensitivity: Sensitivity | undefined;
}

export function sensitivityFinding(dataset: DatasetId, sigma: number, shown: readonly NamedSensitivity[]): string {
  const found = shown.flatMap(({ images, sensitivity }) => (sensitivity ? [{ images, sensitivity }] : []));
  const start = `At σ = ${formatSigma(sigma)}`;
  if (found.length === 0) return `${start}, along which direction does the answer change most?`;
  const words = found.map(({ images, sensitivity }, i) => {
    const [first] = sensitivity.values;
    const noun = i === 0 ? ` ${datasetInfo(dataset).noun.many}` : '';
    return `by ${twoDigits(first!)} times as much with ${formatCount(images)}${noun}`;
  });
  return `${start}, a change of the input along its first direction changes the network’s answer ${words.join(', ')}`;
}
