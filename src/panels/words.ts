/** Sentences about a run, computed from its numbers and from nothing else. */
import { type DatasetId, datasetInfo, isPublished } from '../data/catalog';
import { denoiserCatalog } from '../denoisers/catalog';
import { formatCount } from '../draw/count';
import { rmse } from '../draw/gray';
import { formatSigma } from '../draw/sigmaAxis';
import { isMemorized } from '../metrics/catalog';
import type { BackendReport, Nearest, Progress, SampleJob } from '../engine/protocol';
import type { Networks } from '../state/run';
import { rowAt, type Trajectory } from '../state/trajectory';

export { formatCount };
export const formatDistance = (distance: number) => distance.toFixed(3);

export function verdict(nearest: Nearest): string {
  return isMemorized(nearest) ? `A copy of training image ${nearest.index}` : 'Not in the training set';
}

/** "64 pieces of clothing" */
export function countedImages({ dataset, subset }: Pick<SampleJob, 'dataset' | 'subset'>): string {
  return `${formatCount(subset.count)} ${datasetInfo(dataset).noun.many}`;
}

/** What a complete run shows, in one sentence that its own numbers bear out. */
export function finding(trajectory: Trajectory): string {
  const images = countedImages(trajectory.job);
  const end = trajectory.sigmas.length - 1;
  const network = rowAt(trajectory, end, 'network');
  const gaussian = rowAt(trajectory, end, 'gaussian');
  const multiDelta = rowAt(trajectory, end, 'multiDelta');
  if (!network || !gaussian || !multiDelta) return `One noise, and what is made of it with ${images}`;
  if (isMemorized(network.nearest)) {
    const isShared = isMemorized(multiDelta.nearest) && multiDelta.nearest.index === network.nearest.index;
    return `Trained on ${images}, the network returns training image ${network.nearest.index}${isShared ? ', as the multi-delta does' : ''}`;
  }
  const isGaussian = rmse(network.denoised, gaussian.denoised) < rmse(network.denoised, multiDelta.denoised);
  const [near, far] = isGaussian ? ['Gaussian', 'multi-delta'] : ['multi-delta', 'Gaussian'];
  return `Trained on ${images}, the network makes a new image, nearer to the ${near}’s than to the ${far}’s`;
}

/** For a screen reader: where the stepper stands. */
export function announcement(trajectory: Trajectory, step: number): string {
  const { sigmas, job } = trajectory;
  const rows = job.denoisers.flatMap((id) => {
    const row = rowAt(trajectory, step, id);
    return row?.isFresh
      ? [
          `${denoiserCatalog[id].label}: nearest is training image ${row.nearest.index}, at ${formatDistance(row.nearest.distance)}`,
        ]
      : [];
  });
  return [`Step ${step} of ${sigmas.length - 1}, sigma ${formatSigma(sigmas[step] ?? 0)}`, ...rows].join('. ');
}

/** Why there is no network in a run. */
export function networkAbsence(networks: Networks, { dataset, subset }: Pick<SampleJob, 'dataset' | 'subset'>): string {
  if (networks.state === 'loading') return 'Looking for a trained network.';
  if (networks.state === 'failed') return `The list of networks did not load: ${networks.message}`;
  return `No network here was trained on the first ${formatCount(subset.count)} images of ${datasetInfo(dataset).label}.`;
}

/** Why a figure over networks that were measured beforehand has nothing to show. */
export function networksAbsence(dataset: DatasetId): string {
  if (isPublished(dataset))
    return `This figure needs networks of few and of many ${datasetInfo(dataset).noun.many}: they are still in training.`;
  return 'No network of your images was measured beforehand. Train one on this page and look at it in the stepper, or choose other images at the top.';
}

const phases: Record<Progress['phase'], string> = {
  images: 'Reading training images',
  network: 'Reading the network',
  moments: 'Adding up the covariance',
  eigen: 'Finding its eigenvectors',
  sampling: 'Sampling: noise level',
  denoising: 'Denoising: noise level',
  comparing: 'Comparing: image',
  maps: 'Reading the linear maps: noise level',
  asking: 'Asking for answers: noisy image',
  solving: 'Solving for the linear map: noise level',
  learning: 'Learning: step',
  descending: 'Descending: epoch',
  decomposing: 'Finding the singular vectors',
  differences: 'Moving pixel',
};

export function progressWords({ phase, done, total }: Progress): string {
  return total > 1 ? `${phases[phase]} ${formatCount(done)} of ${formatCount(total)}` : phases[phase];
}

const backendNames = { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WebAssembly' } as const;

export const backendName = (backend: BackendReport['backend']) => backendNames[backend];
