/** The registry of denoisers: how each is made from what a job can give it. One line each. */
import type { Denoiser } from '../diffusion/denoiser';
import type { Spectrum } from '../math/spectrum';
import type { DenoiserId } from './catalog';
import { makeGaussianDenoiser } from './gaussian';
import { makeLocalDenoiser, type PatchSize } from './local';
import { type LinearMap, makeLinearDenoiser } from './linear';
import { makeMultiDeltaDenoiser } from './multiDelta';
import { makeNetworkDenoiser, type NetworkWeights } from './network';
import type { TrainingImages } from './trainingImages';

/** What denoisers are made from; each is asked for only by those that need it. */
export interface Materials {
  spectrum(): Promise<Spectrum>;
  weights(): Promise<NetworkWeights>;
  /** On the device; shared, and longer-lived than the denoiser. */
  trainingImages(): Promise<TrainingImages>;
  /** One for each noise level that will be asked for. */
  linearMaps(): Promise<readonly LinearMap[]>;
  patchSize(): PatchSize;
}

/** Gathers the materials, then returns the call that builds the denoiser on the device. */
type DenoiserMaker = (materials: Materials) => Promise<() => Denoiser>;

export const denoiserMakers = {
  network: async ({ weights }) => {
    const own = await weights();
    return () => makeNetworkDenoiser(own);
  },
  gaussian: async ({ spectrum }) => {
    const own = await spectrum();
    return () => makeGaussianDenoiser(own);
  },
  multiDelta: async ({ trainingImages }) => {
    const own = await trainingImages();
    return () => makeMultiDeltaDenoiser(own);
  },
  linear: async ({ linearMaps }) => {
    const own = await linearMaps();
    return () => makeLinearDenoiser(own);
  },
  local: async ({ trainingImages, patchSize }) => {
    const [own, size] = [await trainingImages(), patchSize()];
    return () => makeLocalDenoiser(own, size);
  },
} as const satisfies Record<DenoiserId, DenoiserMaker>;
