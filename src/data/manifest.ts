/** The manifest of a dataset: what its files hold, where the images come from, on what terms. */
import { DataError } from './dataError';

/** A gzip file beside the manifest. */
export interface FileEntry {
  readonly file: string;
  /** Images in a shard, labels in a label file. */
  readonly count: number;
  /** Of the uncompressed bytes, 64 lower-case hex digits. */
  readonly sha256: string;
  readonly compressedBytes: number;
}

export interface SplitEntry {
  readonly count: number;
  /** In order; all hold `imagesPerShard` images but the last, which may hold fewer. */
  readonly shards: readonly FileEntry[];
}

export interface Manifest {
  readonly version: 1;
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** Decides which images were taken, and their order. */
  readonly seed: number;
  /** Rebuilds the files. */
  readonly command: string;
  /** Standard deviation of all training pixels about `meanPixel`, pixels in [-1, 1]. */
  readonly sigmaData: number;
  /** Mean of all training pixels, in [-1, 1]. */
  readonly meanPixel: number;
  /** Names of the labels 0, 1, ...; given exactly when `labels` is. */
  readonly classes?: readonly string[];
  readonly source: { readonly name: string; readonly version: string; readonly url: string };
  readonly licence: { readonly spdx: string; readonly text: string };
  readonly train: SplitEntry;
  readonly heldOut: SplitEntry;
  readonly labels?: { readonly train: FileEntry; readonly heldOut: FileEntry };
}

export type SplitName = 'train' | 'heldOut';

export const imagesPerShard = 1024;

/** @param where the file's name, which opens every error. Throws a DataError that names the first wrong field. Unknown fields are ignored. */
export function parseManifest(text: string, where: string): Manifest {
  const root = makeField(parseJson(text, where), '', where);
  root.check((value) => isRecord(value), 'be an object');
  root.get('version').check((value) => value === 1, 'be 1');
  const labels = root.has('labels') ? root.get('labels') : undefined;
  const train = readSplit(root.get('train'));
  const heldOut = readSplit(root.get('heldOut'));
  const classes = root.has('classes') ? readClasses(root.get('classes')) : undefined;
  if (labels !== undefined && classes === undefined) root.get('classes').fail('be given, because labels are');
  if (classes !== undefined && labels === undefined) root.get('labels').fail('be given, because classes are');
  const source = root.get('source');
  const licence = root.get('licence');
  return {
    version: 1,
    id: root.get('id').matching(/^[a-z][a-z0-9-]*$/, 'be a kebab-case id'),
    label: root.get('label').text(),
    description: root.get('description').text(),
    width: root.get('width').integer(1),
    height: root.get('height').integer(1),
    seed: root.get('seed').integer(0),
    command: root.get('command').text(),
    sigmaData: root.get('sigmaData').number((value) => value > 0 && value <= 1, 'be a number in (0, 1]'),
    meanPixel: root.get('meanPixel').number((value) => value >= -1 && value <= 1, 'be a number in [-1, 1]'),
    source: {
      name: source.get('name').text(),
      version: source.get('version').text(),
      url: source.get('url').matching(/^https:\/\/\S+$/, 'be an https address'),
    },
    licence: { spdx: licence.get('spdx').text(), text: licence.get('text').text() },
    train,
    heldOut,
    ...(classes && { classes }),
    ...(labels && {
      labels: {
        train: readLabelFile(labels.get('train'), train.count),
        heldOut: readLabelFile(labels.get('heldOut'), heldOut.count),
      },
    }),
  };
}

function readSplit(split: Field): SplitEntry {
  const count = split.get('count').integer(1);
  const shards = split
    .get('shards')
    .items()
    .map((shard, i) => {
      const entry = readFileEntry(shard);
      const expected = Math.min(imagesPerShard, count - i * imagesPerShard);
      if (entry.count !== expected)
        shard
          .get('count')
          .fail(expected > 0 ? `be ${expected}` : `not be there: all ${count} images are in the shards before it`);
      return entry;
    });
  const needed = Math.ceil(count / imagesPerShard);
  if (shards.length !== needed) split.get('shards').fail(`list ${needed} shards for ${count} images`);
  return { count, shards };
}

function readFileEntry(entry: Field): FileEntry {
  return {
    file: entry.get('file').matching(/^[a-z0-9-]+\.bin\.gz$/, 'be a plain file name ending in .bin.gz'),
    count: entry.get('count').integer(1),
    sha256: entry.get('sha256').matching(/^[0-9a-f]{64}$/, 'be 64 hex digits'),
    compressedBytes: entry.get('compressedBytes').integer(1),
  };
}

function readLabelFile(entry: Field, imageCount: number): FileEntry {
  const read = readFileEntry(entry);
  if (read.count !== imageCount) entry.get('count').fail(`be ${imageCount}, one label an image`);
  return read;
}

function readClasses(classes: Field): string[] {
  const names = classes.items().map((name) => name.text());
  if (names.length < 1 || names.length > 256) classes.fail('hold 1 to 256 names');
  if (new Set(names).size < names.length) classes.fail('hold distinct names');
  return names;
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DataError(
      `${where}: must be JSON, got ${quote(text)}; check that the server sends this file and not a page`,
      { cause },
    );
  }
}

/** A value in the manifest with its path, so that every error can say where it was. */
interface Field {
  has(key: string): boolean;
  get(key: string): Field;
  items(): Field[];
  text(): string;
  matching(pattern: RegExp, must: string): string;
  number(isGood: (value: number) => boolean, must: string): number;
  integer(least: number): number;
  check(isGood: (value: unknown) => boolean, must: string): void;
  fail(must: string): never;
}

function makeField(value: unknown, path: string, where: string): Field {
  const fail = (must: string): never => {
    throw new DataError(`${where}: ${path || 'the manifest'} must ${must}, got ${quote(value)}`);
  };
  const number = (isGood: (value: number) => boolean, must: string) =>
    typeof value === 'number' && isGood(value) ? value : fail(must);
  const text = () => (typeof value === 'string' && value.trim() !== '' ? value : fail('be text'));
  return {
    has: (key) => isRecord(value) && key in value,
    get: (key) =>
      isRecord(value) ? makeField(value[key], path ? `${path}.${key}` : key, where) : fail('be an object'),
    items: () =>
      Array.isArray(value) ? value.map((item, i) => makeField(item, `${path}[${i}]`, where)) : fail('be a list'),
    text,
    matching: (pattern, must) => (typeof value === 'string' && pattern.test(value) ? value : fail(must)),
    number,
    integer: (least) => number((n) => Number.isSafeInteger(n) && n >= least, `be an integer >= ${least}`),
    check(isGood, must) {
      if (!isGood(value)) fail(must);
    },
    fail,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function quote(value: unknown): string {
  const json = value === undefined ? 'nothing' : JSON.stringify(value);
  return json.length > 80 ? `${json.slice(0, 80)}...` : json;
}
