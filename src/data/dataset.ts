/** Opens a dataset: its manifest at once, its images as they are asked for, each shard checked before anything sees it. */
import { type DatasetId, datasetInfo } from './catalog';
import { DataError } from './dataError';
import { imagesPerShard, parseManifest, type FileEntry, type Manifest, type SplitName } from './manifest';
import { readChecked } from './readChecked';
import type { ReadFile } from './readFile';
import { decodeShard } from './shard';
import { shareLoads } from './shareLoads';
import { checkSubset } from './subset';

export interface Dataset {
  readonly id: DatasetId;
  /** Names of the labels 0, 1, ..., when it has any. */
  readonly classes?: readonly string[] | undefined;
  /** Pixels of one image. */
  readonly dim: number;
  /**
   * Images [start, start + count) of a split, in bytes, shape [count, dim], row-major; the caller owns them.
   * Loads only the shards that are needed and keeps those. Rejects with a DataError that names the bad file, with a RangeError
   * when the split has fewer images, with the signal's reason once aborted. After a failure the same call may be made again.
   */
  images(split: SplitName, start: number, count: number, options?: LoadOptions): Promise<Uint8Array<ArrayBuffer>>;
  /** The class of each image of a split, in the same order, indices into `classes`; undefined when the dataset has none. */
  labels(
    split: SplitName,
    options?: { signal?: AbortSignal | undefined },
  ): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/** One that comes with the page. */
interface PublishedDataset extends Dataset {
  readonly manifest: Manifest;
}

export interface LoadOptions {
  signal?: AbortSignal | undefined;
  /** Called after each shard with how many of the images asked for are there. */
  onProgress?: ((progress: { loadedCount: number; count: number }) => void) | undefined;
}

const shardsAtOnce = 4;

/** Rejects with a DataError when the manifest is missing or wrong, with the signal's reason once aborted. */
export async function openDataset(
  id: DatasetId,
  readFile: ReadFile,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<PublishedDataset> {
  const folder = `data/${id}`;
  const manifest = await readManifest(id, readFile, signal);
  const { dim } = datasetInfo(id);

  const loadFile = shareLoads(async (file, loadSignal) => {
    const { bytesEach, entry } = findEntry(manifest, file);
    const path = `${folder}/${file}`;
    const expected = { path, byteLength: entry.count * bytesEach, sha256: entry.sha256 };
    const raw = await readChecked(path, readFile, (bytes) => decodeShard(bytes, expected), loadSignal);
    loadSignal.throwIfAborted();
    return raw;
  });

  return {
    id,
    manifest,
    classes: manifest.classes,
    dim,
    async images(split, start, count, { signal, onProgress } = {}) {
      checkSubset({ start, count }, manifest[split].count, `${folder}: images of ${split}`);
      const images = new Uint8Array(count * dim);
      let loadedCount = 0;
      await forEachAtOnce(
        shardsOf(manifest[split].shards, start, count),
        signal,
        async ({ file, shardStart }, groupSignal) => {
          const shard = await loadFile(file, groupSignal);
          const first = Math.max(start, shardStart);
          const last = Math.min(start + count, shardStart + shard.length / dim);
          images.set(shard.subarray((first - shardStart) * dim, (last - shardStart) * dim), (first - start) * dim);
          loadedCount += last - first;
          onProgress?.({ loadedCount, count });
        },
      );
      return images;
    },
    async labels(split, { signal } = {}) {
      if (manifest.labels === undefined) return undefined;
      const { file } = manifest.labels[split];
      const labels = (await loadFile(file, signal)).slice();
      const classCount = manifest.classes?.length ?? 0;
      const wrong = labels.find((label) => label >= classCount);
      if (wrong !== undefined)
        throw new DataError(`${folder}/${file}: labels must be below ${classCount}, got ${wrong}`);
      return labels;
    },
  };
}

async function readManifest(id: DatasetId, readFile: ReadFile, signal: AbortSignal | undefined): Promise<Manifest> {
  const path = `data/${id}/manifest.json`;
  const manifest = parseManifest(new TextDecoder().decode(await readFile(path, { signal })), path);
  signal?.throwIfAborted();
  const info = datasetInfo(id);
  for (const key of ['width', 'height'] as const) {
    if (manifest[key] !== info[key]) throw new DataError(`${path}: ${key} must be ${info[key]}, got ${manifest[key]}`);
  }
  if (manifest.id !== id) throw new DataError(`${path}: id must be "${id}", got "${manifest.id}"`);
  return manifest;
}

function findEntry(manifest: Manifest, file: string): { entry: FileEntry; bytesEach: number } {
  const shard = [...manifest.train.shards, ...manifest.heldOut.shards].find((entry) => entry.file === file);
  if (shard) return { entry: shard, bytesEach: manifest.width * manifest.height };
  const labels = [manifest.labels?.train, manifest.labels?.heldOut].find((entry) => entry?.file === file);
  if (labels) return { entry: labels, bytesEach: 1 };
  throw new RangeError(`findEntry: file must be in the manifest of ${manifest.id}, got ${file}`);
}

/** The shards that hold images [start, start + count). */
function shardsOf(shards: readonly FileEntry[], start: number, count: number): { file: string; shardStart: number }[] {
  return shards
    .map(({ file }, i) => ({ file, shardStart: i * imagesPerShard }))
    .filter(({ shardStart }) => shardStart < start + count && shardStart + imagesPerShard > start);
}

/** Runs `run` over the items, a few at once; the first failure, or `signal`, stops the rest. */
async function forEachAtOnce<T>(
  items: readonly T[],
  signal: AbortSignal | undefined,
  run: (item: T, groupSignal: AbortSignal) => Promise<void>,
): Promise<void> {
  signal?.throwIfAborted();
  const group = new AbortController();
  const abort = () => group.abort(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  const queue = [...items];
  const work = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      group.signal.throwIfAborted();
      await run(item, group.signal);
    }
  };
  try {
    await Promise.all(Array.from({ length: shardsAtOnce }, work));
  } catch (error) {
    group.abort(error);
    throw error;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}
