/** The manifest of trained networks, and their weights, checked before use. */
import { brief } from '../data/brief';
import type { ReadFile } from '../data/readFile';
import type { Subset } from '../data/subset';
import { ModelError, readWeights } from './checkedWeights';
import { widths } from './unet';
import { parameterValues } from './weights';

/** One line of public/models/manifest.json. */
export interface ModelEntry {
  readonly id: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly dataset: string;
  readonly subset: Subset;
  readonly width: number;
  readonly sigmaData: number;
  readonly seed: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Images seen in training so far. */
  readonly imagesSeen: number;
  /** Images of the whole training: more than were seen in a checkpoint, and in a network whose training is not finished. */
  readonly plannedImages: number;
  /** The finished network that was this one on its way. */
  readonly checkpointOf?: string;
  /** Images seen when the training went on with a fresh optimiser, because its state was lost. */
  readonly optimizerRestartedAt?: number;
  /** The command that made it. */
  readonly command: string;
}

export interface LoadedModel {
  readonly entry: ModelEntry;
  /** Flat, in the order of `unetSpecs(width)`. */
  readonly values: Float32Array<ArrayBuffer>;
}

const manifestPath = 'models/manifest.json';

/** The manifest's list as it stands, its entries not yet checked. @throws ModelError or DataError */
export async function readModelList(readFile: ReadFile): Promise<unknown[]> {
  const text = new TextDecoder().decode(await readFile(manifestPath));
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch (cause) {
    throw new ModelError(`${manifestPath}: must be JSON, got "${text.slice(0, 40)}"`, { cause });
  }
  const models = (manifest as { models?: unknown } | null)?.models;
  if (!Array.isArray(models)) throw new ModelError(`${manifestPath}: models must be a list, got ${brief(models)}`);
  return models as unknown[];
}

/** Every entry. @throws ModelError or DataError */
export async function readModelEntries(readFile: ReadFile): Promise<ModelEntry[]> {
  return (await readModelList(readFile)).map(checkEntry);
}

/** Those whose training has come to its end, with the checkpoints of such trainings. */
export function finishedEntries(entries: readonly ModelEntry[]): ModelEntry[] {
  const isWhole = ({ imagesSeen, plannedImages }: ModelEntry) => imagesSeen >= plannedImages;
  const whole = new Set(entries.filter(isWhole).map(({ id }) => id));
  return entries.filter(({ id, checkpointOf }) => whole.has(checkpointOf ?? id));
}

/** The entry of one network; others may be wrong. @throws ModelError when it is wrong or not there */
export function findModelEntry(models: readonly unknown[], id: string): ModelEntry {
  const idOf = (entry: unknown) => (entry as { id?: unknown } | null)?.id;
  const index = models.findIndex((entry) => idOf(entry) === id);
  if (index < 0)
    throw new ModelError(
      `${manifestPath}: no network is called ${id}; there are ${models.map(idOf).join(', ') || 'none'}`,
    );
  return checkEntry(models[index], index);
}

function checkEntry(entry: unknown, index: number): ModelEntry {
  const where = `${manifestPath}: models[${index}]`;
  const fields = entry as Record<keyof ModelEntry, unknown> | null;
  const expect = (holds: boolean, name: keyof ModelEntry, what: string) => {
    if (!holds) throw new ModelError(`${where}.${name} must be ${what}, got ${brief(fields?.[name])}`);
  };
  const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
  for (const name of ['id', 'file', 'dataset', 'command'] as const)
    expect(typeof fields?.[name] === 'string', name, 'a string');
  for (const name of ['bytes', 'width', 'imagesSeen', 'plannedImages', 'seed', 'batchSize'] as const)
    expect(isCount(fields?.[name]), name, 'an integer >= 0');
  expect(typeof fields?.sha256 === 'string' && /^[0-9a-f]{64}$/.test(fields.sha256), 'sha256', '64 hex digits');
  expect(
    typeof fields?.file === 'string' && /^[\w-]+\.safetensors$/.test(fields.file),
    'file',
    'the name of a safetensors file',
  );
  const { min, max } = widths;
  expect((fields?.width as number) >= min && (fields?.width as number) <= max, 'width', `from ${min} to ${max}`);
  for (const name of ['sigmaData', 'learningRate'] as const)
    expect(typeof fields?.[name] === 'number' && fields[name] > 0, name, 'a number > 0');
  const subset = fields?.subset as Partial<Subset> | null | undefined;
  expect(isCount(subset?.start) && isCount(subset?.count), 'subset', '{start, count}');
  return entry as ModelEntry;
}

/** @throws ModelError, or DataError when the file cannot be read */
export async function loadModel(entry: ModelEntry, readFile: ReadFile): Promise<LoadedModel> {
  const path = `models/${entry.file}`;
  return readWeights({ ...entry, path }, readFile, (file) => ({
    entry,
    values: parameterValues(file, entry.width, path),
  }));
}
