/** The linear maps that the engine knows: those distilled here, and those that come with the page. In ordinary memory, so that they survive the loss of a device. */
import type { ReadFile } from '../data/readFile';
import type { LinearMap } from '../denoisers/linear';
import { type LinearManifest, readLinearManifest, type ReadyMap } from '../denoisers/linearCatalog';
import { loadLinearMap } from '../denoisers/linearFile';
import { isSameSigma } from '../diffusion/schedule';
import type { DistillFrame, DistillJob } from './protocol';
import { keepLatest } from '../data/latest';

/** What a map was distilled from. */
export interface MapSource extends Pick<DistillJob, 'dataset' | 'subset' | 'teacher' | 'inputs'> {
  /** sha256 of the network's weights, when it is the teacher. */
  readonly networkSha256?: string;
}

interface Kept {
  /** Tells it from all other maps. */
  readonly name: string;
  readonly map: LinearMap;
}

export interface Distilled extends Kept {
  readonly frame: DistillFrame;
  readonly seed: number;
}

export interface LinearShelf {
  keep(source: MapSource, made: Omit<Distilled, 'name'>): void;
  /** The one distilled here last. */
  distilled(source: MapSource, sigma: number): Distilled | undefined;
  /** The manifest's entry of a network's map. @throws DataError when there is no manifest */
  ready(networkSha256: string, sigma: number): Promise<ReadyMap | undefined>;
  /** @param gaussian  makes W_G of the same training images */
  load(entry: ReadyMap, gaussian: () => Promise<ArrayLike<number>>): Promise<Kept>;
}

/** As many as the longest schedule has noise levels; each takes 2.5 MB. */
const most = 64;

export function makeLinearShelf(readFile: ReadFile): LinearShelf {
  const shelf = new Map<string, Distilled>();
  const manifests = keepLatest<LinearManifest>(1);
  const loaded = keepLatest<Kept>(20);
  let made = 0;
  const keyOf = ({ dataset, subset, teacher, inputs, networkSha256 = '' }: MapSource, sigma: number) =>
    [teacher, networkSha256 || `${dataset} ${subset.start} ${subset.count}`, inputs, sigma.toPrecision(6)].join(' ');
  return {
    keep(source, one) {
      const key = keyOf(source, one.frame.sigma);
      shelf.delete(key);
      shelf.set(key, { ...one, name: `here ${++made}` });
      for (const oldest of shelf.keys()) {
        if (shelf.size <= most) break;
        shelf.delete(oldest);
      }
    },
    distilled: (source, sigma) => shelf.get(keyOf(source, sigma)),
    async ready(networkSha256, sigma) {
      const { maps } = await manifests.get('manifest', () => readLinearManifest(readFile));
      return maps.find((map) => map.networkSha256 === networkSha256 && isSameSigma(map.sigma, sigma));
    },
    load: (entry, gaussian) =>
      loaded.get(entry.sha256, async () => ({
        name: entry.sha256,
        map: await loadLinearMap(entry, await gaussian(), readFile),
      })),
  };
}
