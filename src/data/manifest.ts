/** The manifest of a dataset: what its files hold, where the images come from, on what terms. */
import { parseField, type Field } from './field';

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
  const root = parseField(text, where);
  if (root.get('version').integer(0) !== 1) root.get('version').fail('be 1');
  const train = readSplit(root.get('train'));
  const heldOut = readSplit(root.get('heldOut'));
  const manifest: Manifest = {
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
    source: readSource(root.get('source')),
    licence: { spdx: root.get('licence').get('spdx').text(), text: root.get('licence').get('text').text() },
    train,
    heldOut,
    ...readLabels(root, train.count, heldOut.count),
  };
  checkNames(manifest, root);
  return manifest;
}

function readSource(source: Field): Manifest['source'] {
  return {
    name: source.get('name').text(),
    version: source.get('version').text(),
    url: source.get('url').matching(/^https:\/\/\S+$/, 'be an https address'),
  };
}

function readSplit(split: Field): SplitEntry {
  const count = split.get('count').integer(1);
  const shards = split.get('shards');
  const entries = shards.items();
  const needed = Math.ceil(count / imagesPerShard);
  if (entries.length !== needed) shards.fail(`list ${needed} shards for ${count} images`);
  return {
    count,
    shards: entries.map((entry, i) => readFileEntry(entry, Math.min(imagesPerShard, count - i * imagesPerShard))),
  };
}

function readFileEntry(entry: Field, count: number): FileEntry {
  if (entry.get('count').integer(1) !== count) entry.get('count').fail(`be ${count}`);
  return {
    file: entry.get('file').matching(/^[a-z0-9-]+\.bin\.gz$/, 'be a plain file name ending in .bin.gz'),
    count,
    sha256: entry.get('sha256').matching(/^[0-9a-f]{64}$/, 'be 64 hex digits'),
    compressedBytes: entry.get('compressedBytes').integer(1),
  };
}

function readLabels(root: Field, trainCount: number, heldOutCount: number): Pick<Manifest, 'classes' | 'labels'> {
  if (!root.has('labels') && !root.has('classes')) return {};
  const labels = root.get('labels');
  const classes = root.get('classes');
  const names = classes.items().map((name) => name.text());
  if (names.length < 1 || names.length > 256) classes.fail('hold 1 to 256 names');
  if (new Set(names).size < names.length) classes.fail('hold distinct names');
  return {
    classes: names,
    labels: {
      train: readFileEntry(labels.get('train'), trainCount),
      heldOut: readFileEntry(labels.get('heldOut'), heldOutCount),
    },
  };
}

function checkNames({ train, heldOut, labels }: Manifest, root: Field): void {
  const seen = new Set<string>();
  for (const { file } of [...train.shards, ...heldOut.shards, ...(labels ? [labels.train, labels.heldOut] : [])]) {
    if (seen.has(file)) root.fail(`name each file once, and names ${file} twice`);
    seen.add(file);
  }
}
