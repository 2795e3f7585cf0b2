/** What "One step" says, from the published distances. */
import { type DatasetId, datasetInfo } from '../../data/catalog';
import { formatSigma } from '../../draw/sigmaAxis';
import type { OneStepMeasures } from '../../state/oneStep';
import { formatCount, formatDistance } from '../words';

/** The sets of one dataset, by ascending N. */
export function setsOf(dataset: DatasetId, { sets }: OneStepMeasures) {
  return sets.filter((set) => set.dataset === dataset).sort((a, b) => a.images - b.images);
}

/** What the numbers say at one noise level, where they are those of the noise that is shown. */
export function oneStepFinding(
  dataset: DatasetId,
  measures: OneStepMeasures,
  { seed, sigma }: { readonly seed: number; readonly sigma: number },
): string {
  const sets = setsOf(dataset, measures);
  const level = measures.sigmas.indexOf(sigma);
  const [few, many] = [sets[0], sets.at(-1)].map((set) => ({ set, distance: set?.distances[level]?.[0]?.gaussian }));
  const start = `One step at σ = ${formatSigma(sigma)}`;
  if (seed !== measures.seed || few?.distance === undefined || many?.distance === undefined)
    return `${start}, with an image and without`;
  const noun = datasetInfo(dataset).noun.many;
  return `${start}: the Gaussian is ${formatDistance(few.distance)} from the network of ${formatCount(few.set!.images)} ${noun}, ${formatDistance(many.distance)} from that of ${formatCount(many.set!.images)}`;
}
