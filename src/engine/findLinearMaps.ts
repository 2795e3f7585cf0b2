/** The linear maps of a network at all noise levels that a job will ask for. */
import type { DatasetId } from '../data/catalog';
import type { Subset } from '../data/subset';
import type { LinearMap } from '../denoisers/linear';
import { paperSigmas, type ReadyMap } from '../denoisers/linearCatalog';
import { gaussianWeight } from '../denoisers/spectralMatrix';
import { readBack } from '../diffusion/readback';
import type { JobContext } from './job';
import type { Distilled } from './linearShelf';
import type { JobKind } from './protocol';

interface Wanted {
  readonly dataset: DatasetId;
  readonly subset: Subset;
  readonly network?: string;
}

/** Those distilled here come before those that come with the page. @throws RangeError in words when a level has none */
export async function findLinearMaps(
  { dataset, subset, network }: Wanted,
  sigmas: readonly number[],
  context: Pick<JobContext<JobKind>, 'library' | 'signal' | 'onProgress'>,
): Promise<readonly { readonly name: string; readonly map: LinearMap }[]> {
  if (network === undefined)
    throw new RangeError('The linear denoiser is distilled from a network, and there is none.');
  const { library, signal, onProgress } = context;
  const { entry } = await library.model(network, context);
  const source = { dataset, subset, teacher: 'network', inputs: 'heldOut', networkSha256: entry.sha256 } as const;
  const found: (Distilled | ReadyMap)[] = [];
  for (const sigma of sigmas) {
    const one = library.linear.distilled(source, sigma) ?? (await library.linear.ready(entry.sha256, sigma));
    if (!one) throw new RangeError(missingWords(sigma));
    found.push(one);
  }
  const maps = [];
  for (const [done, one] of found.entries()) {
    onProgress({ phase: 'maps', done, total: found.length });
    signal.throwIfAborted();
    maps.push('map' in one ? one : await library.linear.load(one, () => gaussianAt(one.sigma)));
  }
  return maps;

  async function gaussianAt(sigma: number): Promise<Float32Array> {
    const spectrum = await library.spectrum(dataset, subset, context);
    signal.throwIfAborted(); // nothing goes to a device that may be gone
    const weight = gaussianWeight(spectrum, sigma);
    return readBack([weight]).finally(() => weight.dispose());
  }
}

function missingWords(sigma: number): string {
  const digits = (value: number) => String(Number(value.toPrecision(3)));
  return `No linear map of this network was distilled at σ = ${digits(sigma)}. Ready ones, where there are any, are at σ = ${paperSigmas.map(digits).join(', ')}.`;
}
