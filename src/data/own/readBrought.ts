/** Reads whatever a reader brings, file by file: what is good is taken, what is not is listed with its reason. */
import { drawPermutation, makeRng } from '../../math/rng';
import { DataError } from '../dataError';
import { fileKind, isHidden, looksLikeImage, unknownWords } from './fileKind';
import { ownLimits, sizeWords } from './limits';
import { readNpyImages, readTableImages, type TableReading } from './numberImages';
import { makeOwnSet } from './ownSet';
import type { BroughtFile, DecodeImage, Preview, Reading, ReadProgress, Refusal } from './reading';
import { type OpenZip, openZip } from './zip';

export interface ReadOptions {
  readonly decodeImage: DecodeImage;
  readonly onProgress: (progress: ReadProgress) => void;
  readonly onPreview: (preview: Preview) => void;
}

/** A file, or an entry of a zip file that is not unpacked yet. */
interface Source {
  readonly path: string;
  readonly size: number;
  open(): Promise<Blob>;
}

interface Taken {
  readonly bytes: Uint8Array;
  readonly isEnlarged?: boolean;
  readonly isTransparent?: boolean;
}

const filesAtOnce = 4;
const mostPreviews = 60;
const mostRefusalsKept = 300;

/** @param name  of the whole, for the reader */
export async function readBrought(
  name: string,
  brought: readonly BroughtFile[],
  { decodeImage, onProgress, onPreview }: ReadOptions,
): Promise<Reading> {
  const refused: Refusal[] = [];
  const refuse = (path: string, reason: string) => void refused.push({ path, reason });
  const total = brought.reduce((sum, { file }) => sum + file.size, 0);
  if (total > ownLimits.mostBytes)
    throw new DataError(
      `That is ${sizeWords(total)}; at most ${sizeWords(ownLimits.mostBytes)} are read at once. Bring a part of it.`,
    );
  const { sources, hidden, zips } = await listSources(brought, refuse);
  const { chosen, beyond } = choose(sources);
  const taken: Taken[][] = [];
  const ranges: { path: string; words: string }[] = [];
  let [read, count, previews, rowsBeyond] = [0, 0, 0, 0];
  const preview = (made: Preview) => {
    if (previews++ < mostPreviews) onPreview(made);
    else made.thumbnail?.close();
  };

  const takeTable = ({ path }: Source, { images, width, height, words, ...table }: TableReading): Taken[] => {
    for (const { row, reason } of table.refused) refuse(`${path}, row ${row}`, reason);
    if (images.length > 0) ranges.push({ path, words });
    rowsBeyond += table.beyond;
    const square = { x: 0, y: 0, side: Math.min(width, height) };
    for (const { row, bytes } of images.slice(0, mostPreviews - previews))
      preview({ path: `${path}, row ${row}`, bytes, width, height, square });
    return images.map(({ bytes }) => ({ bytes, isEnlarged: Math.min(width, height) < 28 }));
  };

  const take = async (source: Source): Promise<Taken[]> => {
    const { path } = source;
    const file = await source.open();
    const kind = fileKind(new Uint8Array(await file.slice(0, 16).arrayBuffer()), path);
    const most = kind === 'image' ? ownLimits.mostImageBytes : ownLimits.mostTableBytes;
    if (file.size > most) throw new DataError(`it has ${sizeWords(file.size)}; at most ${sizeWords(most)} are read`);
    const room = ownLimits.mostImages - count;
    switch (kind) {
      case 'image': {
        const { bytes, isTransparent, ...image } = await decodeImage(file, previews < mostPreviews);
        preview({ path, bytes, ...image });
        return [{ bytes, isTransparent, isEnlarged: image.square.side < 28 }];
      }
      case 'npy':
        return takeTable(source, readNpyImages(new Uint8Array(await file.arrayBuffer()), room));
      case 'text':
        return takeTable(source, await readTableImages(textOf(file), room));
      case 'zip':
        throw new DataError('a zip file within a zip file is not opened');
      case 'unknown':
        throw new DataError(unknownWords(path, file.size));
      default:
        return kind satisfies never;
    }
  };

  const tell = () => onProgress({ read, files: chosen.length, taken: count, refused: refused.length });
  await forEachAtOnce(chosen, async (source, i) => {
    try {
      taken[i] = await take(source);
      count += taken[i].length;
    } catch (error) {
      refuse(source.path, error instanceof Error ? error.message : String(error));
    }
    read++;
    tell();
  });
  tell();
  await Promise.all(zips.map((zip) => zip.close().catch(() => undefined)));

  const all = withinMost(taken.flat());
  const { set, copies } = makeOwnSet(
    name,
    all.map(({ bytes }) => bytes),
  );
  return {
    set,
    copies,
    taken: all.length,
    beyond: beyond + rowsBeyond + count - all.length,
    hidden,
    refusedCount: refused.length,
    refused: refused.slice(0, mostRefusalsKept),
    enlarged: all.filter(({ isEnlarged }) => isEnlarged).length,
    transparent: all.filter(({ isTransparent }) => isTransparent).length,
    ranges,
  };
}

/** All files in the order of their paths, so that the same files are the same set in whatever order they come. */
async function listSources(brought: readonly BroughtFile[], refuse: (path: string, reason: string) => void) {
  const sources: Source[] = [];
  const zips: OpenZip[] = [];
  let hidden = 0;
  for (const { path, file } of brought) {
    if (isHidden(path)) {
      hidden++;
      continue;
    }
    const head = new Uint8Array(/\.(zip|npz)$/i.test(path) ? await file.slice(0, 4).arrayBuffer() : []);
    if (fileKind(head, path) !== 'zip') {
      sources.push({ path, size: file.size, open: () => Promise.resolve(file) });
      continue;
    }
    try {
      const zip = await openZip(file);
      zips.push(zip);
      hidden += zip.hidden;
      for (const packed of zip.files)
        sources.push({
          path: `${path}/${packed.path}`,
          size: packed.size,
          open: () => {
            const most = looksLikeImage(packed.path) ? ownLimits.mostImageBytes : ownLimits.mostTableBytes;
            if (packed.size <= most) return packed.unpack();
            throw new DataError(`it has ${sizeWords(packed.size)}; at most ${sizeWords(most)} are read`);
          },
        });
    } catch (error) {
      refuse(path, error instanceof Error ? error.message : String(error));
    }
  }
  sources.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { sources, hidden, zips };
}

/** Of more images than are taken, some at random, before any is decoded. */
function choose(sources: readonly Source[]): { chosen: readonly Source[]; beyond: number } {
  const images = sources.filter(({ path }) => looksLikeImage(path));
  const beyond = images.length - ownLimits.mostImages;
  if (beyond <= 0) return { chosen: sources, beyond: 0 };
  const left = drawPermutation(makeRng(ownLimits.seed), images.length).subarray(0, beyond);
  const out = new Set(Array.from(left, (i) => images[i]!));
  return { chosen: sources.filter((source) => !out.has(source)), beyond };
}

/** Tables that are read at the same time may hold too many together. */
function withinMost(images: readonly Taken[]): readonly Taken[] {
  if (images.length <= ownLimits.mostImages) return images;
  const chosen = drawPermutation(makeRng(ownLimits.seed), images.length).subarray(0, ownLimits.mostImages);
  return Array.from(chosen, (i) => images[i]!);
}

async function* textOf(file: Blob): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    yield decoder.decode(value, { stream: !done });
    if (done) return;
  }
}

async function forEachAtOnce<T>(items: readonly T[], run: (item: T, index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < items.length) {
      const index = next++;
      await run(items[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: filesAtOnce }, work));
}
