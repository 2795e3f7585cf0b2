/** What the worker has read or computed and keeps in ordinary memory, so that it survives the loss of a device: images, spectra, weights, planes, trainings. */
import { openDataset, type Dataset } from '../data/dataset';
import { type DatasetId, datasetInfo, isOwnId } from '../data/catalog';
import { makeOwnShelf, type OwnShelf } from '../data/own/ownShelf';
import { planeOf, readPlane, type Plane } from '../data/plane';
import type { ReadFile } from '../data/readFile';
import { resample } from '../data/resample';
import { firstImages, type Subset } from '../data/subset';
import type { Spectrum } from '../math/spectrum';
import type { LeftSingular } from '../metrics/linearMaps';
import { findModelEntry, loadModel, readModelList, type LoadedModel } from '../network/models';
import type { OwnModel } from '../network/ownModel';
import { keepLatest } from '../data/latest';
import { type LinearShelf, makeLinearShelf } from './linearShelf';
import type { Progress } from './protocol';
import type { TrainingRecord } from './trainings';

export interface LibraryOptions {
  readonly readFile: ReadFile;
  /** Computes the spectrum of images [count, dim] in bytes, out of the way of the sampler. */
  readonly computeSpectrum: (
    bytes: Uint8Array,
    count: number,
    dim: number,
    options?: { readonly onProgress?: (progress: Progress) => void; readonly signal?: AbortSignal },
  ) => Promise<Spectrum>;
  /** The first left singular vectors of a matrix [dim, dim], likewise. */
  readonly computeLeftSingular: (
    weight: ArrayLike<number>,
    dim: number,
    count: number,
    signal?: AbortSignal,
  ) => Promise<LeftSingular>;
}

export interface Ask {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export interface Library {
  dataset(id: DatasetId, ask?: Ask): Promise<Dataset>;
  /** Bytes [count, dim] of training images; shared, not to be written to. */
  images(id: DatasetId, subset: Subset, ask?: Ask): Promise<Uint8Array>;
  spectrum(id: DatasetId, subset: Subset, ask?: Ask): Promise<Spectrum>;
  /** Of as many of these images, drawn with replacement; not kept. @param index  names the draw */
  resampledSpectrum(id: DatasetId, subset: Subset, index: number, signal: AbortSignal): Promise<Spectrum>;
  /** Bytes [count, dim] of all held-out images, and their spectrum. */
  heldOut(id: DatasetId, ask?: Ask): Promise<{ readonly bytes: Uint8Array; readonly spectrum: Spectrum }>;
  plane(id: DatasetId, ask?: Ask): Promise<Plane>;
  model(id: string, ask?: Ask): Promise<LoadedModel>;
  /** Images of the reader's: `dataset` knows them too. */
  readonly ownImages: OwnShelf;
  /** Networks trained in the page, by id: `model` knows them too. */
  readonly ownModels: Map<string, OwnModel>;
  readonly linear: LinearShelf;
  readonly leftSingular: LibraryOptions['computeLeftSingular'];
  /** By the name of the run. */
  readonly trainings: Map<string, TrainingRecord>;
}

const resampleSeed = 1;

export function makeLibrary({ readFile, computeSpectrum, computeLeftSingular }: LibraryOptions): Library {
  const opened = keepLatest<Dataset>(8);
  const images = keepLatest<Uint8Array>(2);
  const spectra = keepLatest<Spectrum>(6);
  const heldOut = keepLatest<{ readonly bytes: Uint8Array; readonly spectrum: Spectrum }>(1);
  const planes = keepLatest<Plane>(8);
  const lists = keepLatest<unknown[]>(1);
  const models = keepLatest<LoadedModel>(4);
  const ownImages = makeOwnShelf();
  const ownModels = new Map<string, OwnModel>();
  const keyOf = (id: string, { start, count }: Subset) => `${id} ${start} ${count}`;

  // what is shared is loaded without the asker's signal: the next asker may want it still
  const library: Library = {
    dataset: (id) =>
      isOwnId(id) ? Promise.resolve().then(() => ownImages.open(id)) : opened.get(id, () => openDataset(id, readFile)),
    images: (id, subset, { onProgress } = {}) =>
      images.get(keyOf(id, subset), async () => {
        const dataset = await library.dataset(id);
        return dataset.images('train', subset.start, subset.count, {
          onProgress: ({ loadedCount, count }) => onProgress?.({ phase: 'images', done: loadedCount, total: count }),
        });
      }),
    spectrum: (id, subset, ask = {}) =>
      spectra.get(keyOf(id, subset), async () =>
        computeSpectrum(await library.images(id, subset, ask), subset.count, datasetInfo(id).dim, {
          onProgress: (progress) => ask.onProgress?.(progress),
        }),
      ),
    resampledSpectrum: async (id, subset, index, signal) => {
      const { dim } = datasetInfo(id);
      const drawn = resample(await library.images(id, subset), { dim, seed: resampleSeed, index });
      return computeSpectrum(drawn, subset.count, dim, { signal });
    },
    heldOut: (id, { onProgress } = {}) =>
      heldOut.get(id, async () => {
        const { heldOutCount, dim } = datasetInfo(id);
        const bytes = await (await library.dataset(id)).images('heldOut', 0, heldOutCount);
        const spectrum = await computeSpectrum(bytes, heldOutCount, dim, {
          onProgress: (progress) => onProgress?.(progress),
        });
        return { bytes, spectrum };
      }),
    plane: (id, ask) =>
      planes.get(id, async () => {
        const { trainCount, dim } = datasetInfo(id);
        return isOwnId(id)
          ? planeOf(await library.spectrum(id, firstImages(trainCount), ask))
          : readPlane(id, dim, readFile);
      }),
    model: async (id, { onProgress } = {}) =>
      ownModels.get(id) ??
      models.get(id, async () => {
        onProgress?.({ phase: 'network', done: 0, total: 1 });
        const entry = findModelEntry(await lists.get('manifest', () => readModelList(readFile)), id);
        return loadModel(entry, readFile);
      }),
    ownImages,
    ownModels,
    linear: makeLinearShelf(readFile),
    leftSingular: computeLeftSingular,
    trainings: new Map(),
  };
  return library;
}
