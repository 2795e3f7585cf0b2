/** Writes the shards, the label files and the manifest of one dataset. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { imagesPerShard, parseManifest, type FileEntry, type SplitEntry } from '../../src/data/manifest';
import { dim, sidePx, type RawSplit, type Recipe } from './recipe';

/** Replaces `folder`. @returns one line for the terminal */
export async function writeDataset(
  recipe: Recipe,
  splits: { train: RawSplit; heldOut: RawSplit },
  folder: string,
): Promise<string> {
  const before = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const train = await writeShards(folder, 'train', splits.train.images);
  const heldOut = await writeShards(folder, 'held-out', splits.heldOut.images);
  const labels = splits.train.labels &&
    splits.heldOut.labels && {
      train: await writeGzip(folder, 'train-labels.bin.gz', splits.train.labels, 1),
      heldOut: await writeGzip(folder, 'held-out-labels.bin.gz', splits.heldOut.labels, 1),
    };
  const { id, label, description, seed, source, licence, classes } = recipe;
  const text = `${JSON.stringify(
    {
      version: 1,
      id,
      label,
      description,
      width: sidePx,
      height: sidePx,
      seed,
      command: `npm run data -- --dataset ${id}`,
      ...measurePixels(splits.train.images),
      ...(classes && { classes }),
      source,
      licence,
      train,
      heldOut,
      ...(labels && { labels }),
    },
    null,
    2,
  )}\n`;
  const manifest = parseManifest(text, `data/${id}/manifest.json`);
  await writeFile(join(folder, 'manifest.json'), text);

  const files = [...train.shards, ...heldOut.shards, ...(labels ? [labels.train, labels.heldOut] : [])];
  const megabytes = files.reduce((sum, file) => sum + file.compressedBytes, 0) / 1e6;
  return `${id}: ${train.count} + ${heldOut.count} images, ${megabytes.toFixed(1)} MB, sigmaData ${manifest.sigmaData}, ${compareDigests(before, text)}`;
}

function compareDigests(before: string | undefined, after: string): string {
  if (before === undefined) return 'written anew';
  const digests = (text: string) => text.match(/"sha256": "\w+"/g)?.join();
  return digests(before) === digests(after) ? 'the same bytes as before' : 'NOT the bytes that were there before';
}

async function writeShards(folder: string, name: string, images: Uint8Array): Promise<SplitEntry> {
  const count = images.length / dim;
  const shards: FileEntry[] = [];
  for (let start = 0; start < count; start += imagesPerShard) {
    const bytes = images.subarray(start * dim, (start + imagesPerShard) * dim);
    const file = `${name}-${String(shards.length).padStart(2, '0')}.bin.gz`;
    shards.push(await writeGzip(folder, file, bytes, dim));
  }
  return { count, shards };
}

async function writeGzip(folder: string, file: string, bytes: Uint8Array, bytesEach: number): Promise<FileEntry> {
  const compressed = gzipSync(bytes, { level: 9 }); // node writes no time
  compressed[9] = 255; // operating system: unknown, whichever runs this
  await writeFile(join(folder, file), compressed);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { file, count: bytes.length / bytesEach, sha256, compressedBytes: compressed.length };
}

/** Mean and standard deviation of all pixels in [-1, 1], from exact integer sums, to 6 decimals. */
function measurePixels(images: Uint8Array): { sigmaData: number; meanPixel: number } {
  let sum = 0;
  let sumOfSquares = 0;
  for (const byte of images) {
    sum += byte;
    sumOfSquares += byte ** 2;
  }
  const mean = sum / images.length;
  const deviation = Math.sqrt(sumOfSquares / images.length - mean ** 2);
  return { sigmaData: Number((deviation / 127.5).toFixed(6)), meanPixel: Number((mean / 127.5 - 1).toFixed(6)) };
}
