/** The images that get noise when a denoiser is distilled. */
import { toFloatPixels } from '../data/pixels';
import type { Spectrum } from '../math/spectrum';
import type { JobContext } from './job';
import type { DistillJob, JobKind } from './protocol';

export interface CleanImages {
  /** [count, dim]. */
  readonly clean: Float32Array;
  readonly reference: Spectrum;
}

export async function cleanImages(
  { dataset, subset, inputs }: Pick<DistillJob, 'dataset' | 'subset' | 'inputs'>,
  context: Pick<JobContext<JobKind>, 'library' | 'onProgress'>,
): Promise<CleanImages> {
  const { library } = context;
  if (inputs === 'train')
    return {
      clean: toFloatPixels(await library.images(dataset, subset, context)),
      reference: await library.spectrum(dataset, subset, context),
    };
  const { bytes, spectrum } = await library.heldOut(dataset, context);
  return { clean: toFloatPixels(bytes), reference: spectrum };
}
