/** From the reader's inputs to the job that answers them. */
import { firstImages } from '../data/subset';
import { everywhereIds } from '../denoisers/catalog';
import { areCovered } from '../denoisers/linearCatalog';
import { karrasSigmas } from '../diffusion/schedule';
import type { SampleJob } from '../engine/protocol';
import type { Inputs } from './inputs';
import { networkFor, type NetworkInfo } from './networks';

/**
 * What the samples depend on, and nothing else: the step, for one, only chooses what is looked at. The linear denoiser takes part where it has a map at
 * every noise level.
 */
export function sampleJob(
  inputs: Inputs,
  networks: readonly NetworkInfo[],
  levelsOf: (network: string) => readonly number[] = () => [],
): SampleJob {
  const { dataset, images, solver, steps, sigmaMax, rho, seed, patchSize } = inputs;
  const isLocal = inputs.local === 'on';
  const network = networkFor(networks, dataset, images, inputs.network);
  const isLinear = network && areCovered(karrasSigmas({ steps, sigmaMax, rho }), levelsOf(network.id));
  return {
    kind: 'sample',
    dataset,
    subset: firstImages(images),
    ...(network && { network: network.id }),
    denoisers: [
      ...everywhereIds.filter((id) => id !== 'network' || network),
      ...(isLinear ? ['linear' as const] : []),
      ...(isLocal ? ['local' as const] : []),
    ],
    ...(isLocal && { patchSize }),
    sampler: solver,
    steps,
    sigmaMax,
    rho,
    seed,
  };
}

/** Equal jobs have equal keys. */
export function jobKey(job: SampleJob): string {
  return JSON.stringify([...sharedParts(job), job.network ?? null, job.denoisers, job.patchSize ?? null]);
}

/** Whether two jobs start from the same noise and walk the same steps on the same images, whichever denoisers run. */
export function isSameWalk(a: SampleJob, b: SampleJob): boolean {
  return JSON.stringify(sharedParts(a)) === JSON.stringify(sharedParts(b));
}

function sharedParts({ dataset, subset, sampler, steps, sigmaMax, rho, seed }: SampleJob) {
  return [dataset, subset.start, subset.count, sampler, steps, sigmaMax, rho, seed];
}
