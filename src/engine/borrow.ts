/** Training images and denoisers on the device, borrowed for the length of one job. */
import { type DatasetId, datasetInfo } from '../data/catalog';
import { meanPixels } from '../data/pixels';
import type { Subset } from '../data/subset';
import type { DenoiserId } from '../denoisers/catalog';
import { denoiserMakers, type Materials } from '../denoisers/makers';
import { makeTrainingImages, type TrainingImages } from '../denoisers/trainingImages';
import type { Denoiser } from '../diffusion/denoiser';
import { findLinearMaps } from './findLinearMaps';
import type { JobContext } from './job';
import { wordsOf } from './words';
import { patchSizeAt } from '../metrics/patchSizes';
import type { JobKind, PatchSizes } from './protocol';

/** What names a set of denoisers. */
interface Source {
  readonly dataset: DatasetId;
  readonly subset: Subset;
  /** Needed for the network alone. */
  readonly network?: string;
  /** Needed for the local denoiser alone. */
  readonly patchSize?: PatchSizes;
}

export interface MadeDenoiser {
  readonly id: DenoiserId;
  readonly denoiser: Denoiser;
}

export interface Borrowing {
  trainingImages(): Promise<TrainingImages>;
  /**
   * Those that could be made, in the order asked for, and why the others could not. @throws the first reason when none could
   * @param sigmas  the noise levels at which they will be asked; levels of 0 are left out
   */
  denoisers(
    ids: readonly DenoiserId[],
    sigmas: readonly number[],
  ): Promise<{ made: MadeDenoiser[]; refused: Partial<Record<DenoiserId, string>> }>;
  /** Gives everything back; called once, when the job ends in whatever way. */
  release(): void;
}

export function borrowFor(
  source: Source,
  context: Pick<JobContext<JobKind>, 'library' | 'device' | 'signal' | 'onProgress'>,
): Borrowing {
  const { library, device, signal } = context;
  const { dataset, subset } = source;
  const subsetKey = `${dataset} ${subset.start} ${subset.count}`;
  const imagesKey = `images ${subsetKey}`;
  /** A network may be trained further under the same id. */
  let networkKey = '';
  let mapsKey = '';
  let sigmas: readonly number[] = [];
  const releases: (() => void)[] = [];
  const borrow = <Value extends { dispose(): void }>(key: string, make: () => Value): Value => {
    signal.throwIfAborted(); // nothing goes to a device that may be gone
    const { value, release } = device.borrow(key, make);
    releases.push(release);
    return value;
  };
  const materials: Materials = {
    spectrum: () => library.spectrum(dataset, subset, context),
    async trainingImages() {
      const bytes = await library.images(dataset, subset, context);
      return borrow(imagesKey, () => makeTrainingImages(bytes, meanPixels(bytes, datasetInfo(dataset).dim)));
    },
    async weights() {
      if (source.network === undefined) throw new RangeError('Name the network to run.');
      const { entry, values } = await library.model(source.network, context);
      networkKey = entry.sha256;
      return { values, width: entry.width, sigmaData: entry.sigmaData };
    },
    async linearMaps() {
      const maps = await findLinearMaps(source, sigmas, context);
      mapsKey = maps.map(({ name }) => name).join(' ');
      return maps.map(({ map }) => map);
    },
    patchSize() {
      const { patchSize } = source;
      if (patchSize === undefined) throw new RangeError('Name the patch size of the local denoiser.');
      return typeof patchSize === 'number' ? patchSize : (sigma) => patchSizeAt(patchSize, sigma);
    },
  };
  const ownKeys: Partial<Record<DenoiserId, () => string>> = {
    network: () => networkKey,
    linear: () => mapsKey,
    local: () => `${subsetKey} ${JSON.stringify(source.patchSize)}`,
  };
  const keyOf = (id: DenoiserId) => `${id} ${ownKeys[id]?.() ?? subsetKey}`;
  const makeDenoiser = async (id: DenoiserId): Promise<MadeDenoiser> => {
    let images: TrainingImages | undefined;
    const build = await denoiserMakers[id]({
      ...materials,
      trainingImages: async () => (images = await materials.trainingImages()),
    });
    const denoiser = borrow(keyOf(id), () => {
      const made = build();
      if (!images) return made;
      // a denoiser that stays in the cache keeps the images it reads there too
      const held = device.borrow(imagesKey, () => images!);
      return {
        ...made,
        dispose: () => {
          made.dispose();
          held.release();
        },
      };
    });
    return { id, denoiser };
  };
  return {
    trainingImages: () => materials.trainingImages(),
    async denoisers(ids, levels) {
      sigmas = levels.filter((sigma) => sigma > 0);
      if (ids.length === 0) throw new RangeError('Name at least one denoiser.');
      const attempts = await Promise.allSettled(ids.map(makeDenoiser));
      signal.throwIfAborted();
      const made = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
      const reasons = attempts.map((attempt) =>
        attempt.status === 'rejected' ? (attempt.reason as unknown) : undefined,
      );
      if (made.length === 0) throw reasons[0];
      const refused = Object.fromEntries(
        ids.flatMap((id, i) => (reasons[i] === undefined ? [] : [[id, wordsOf(reasons[i])]])),
      ) as Partial<Record<DenoiserId, string>>;
      return { made, refused };
    },
    release: () => {
      for (const release of releases) release();
    },
  };
}
