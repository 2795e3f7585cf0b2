/** Networks that a reader trained in the page: packed as a float16 safetensors file that says itself what it is, and read back from one. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { brief } from '../data/brief';
import { type DatasetId, datasetInfo, datasets, isOwnId, isPublished } from '../data/catalog';
import { ownLimits } from '../data/own/limits';
import type { Subset } from '../data/subset';
import { ModelError } from './checkedWeights';
import type { LoadedModel, ModelEntry } from './models';
import { readSafetensors, type SafetensorsFile, writeSafetensors } from './safetensors';
import { widths } from './unet';
import { parametersFile, parameterValues } from './weights';

/** What a file tells of its training. */
export interface OwnFacts {
  readonly dataset: DatasetId;
  readonly subset: Subset;
  /** Standard deviation of the pixels; files of earlier versions, which have none, are of the page's own images. */
  readonly sigmaData?: number;
  readonly width: number;
  readonly seed: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly imagesSeen: number;
  readonly plannedImages: number;
}

export interface OwnModel extends LoadedModel {
  readonly entry: ModelEntry & OwnFacts;
  /** The file that `entry` describes. */
  readonly file: Uint8Array<ArrayBuffer>;
}

/** Where the facts stand in the file's metadata. */
const factsKey = 'hidden-gaussian';
const advice = 'Choose a .safetensors file that was downloaded from this page.';

/** @param averaged  flat, in the order of `unetSpecs(width)`  @throws RangeError for values that float16 cannot hold */
export function packOwnModel(id: string, facts: OwnFacts, averaged: Float32Array<ArrayBuffer>): OwnModel {
  const metadata = { dataset: facts.dataset, width: String(facts.width), [factsKey]: JSON.stringify(facts) };
  const file = writeSafetensors(parametersFile(averaged, facts.width, metadata), 'F16');
  return readOwnModel(id, file, `${id}.safetensors`);
}

/** @param where  the file's name, for messages  @throws ModelError that says what was expected, what came and what to do */
export function readOwnModel(id: string, file: Uint8Array<ArrayBuffer>, where: string): OwnModel {
  const fail = (problem: string): never => {
    throw new ModelError(`${problem}. ${advice}`);
  };
  let contents: SafetensorsFile;
  try {
    contents = readSafetensors(file, where);
  } catch (error) {
    return fail((error as Error).message);
  }
  const facts = parseFacts(contents.metadata, (problem) => fail(`${where}: ${problem}`));
  try {
    const values = parameterValues(contents, facts.width, where);
    return { entry: makeEntry(id, facts, file), values, file };
  } catch (error) {
    return fail((error as Error).message);
  }
}

function makeEntry(id: string, facts: OwnFacts, file: Uint8Array): OwnModel['entry'] {
  const { dataset, subset, width, seed, batchSize, learningRate, imagesSeen, plannedImages } = facts;
  const start = subset.start > 0 ? ` --start ${subset.start}` : '';
  return {
    id,
    file: `${id}.safetensors`,
    bytes: file.length,
    sha256: bytesToHex(sha256(file)),
    dataset,
    subset: { start: subset.start, count: subset.count },
    width,
    sigmaData: facts.sigmaData ?? datasetInfo(dataset).sigmaData,
    seed,
    batchSize,
    learningRate,
    imagesSeen,
    plannedImages,
    command: isOwnId(dataset)
      ? 'trained in the page, on images of its reader'
      : `npm run train -- --dataset ${dataset} --images ${subset.count}${start} --width ${width} --seed ${seed} --batch-size ${batchSize} --images-seen ${plannedImages} --learning-rate ${learningRate}`,
  };
}

/** The facts of a file's metadata, each checked. */
function parseFacts(metadata: Readonly<Record<string, string>>, fail: (problem: string) => never): OwnFacts {
  const text = metadata[factsKey];
  if (text === undefined)
    return fail(`its metadata must say how it was trained ("${factsKey}"), got ${brief(Object.keys(metadata))}`);
  let facts: Partial<Record<keyof OwnFacts, unknown>> | null;
  try {
    facts = JSON.parse(text) as typeof facts;
  } catch {
    return fail(`"${factsKey}" in its metadata must be JSON, got ${brief(text)}`);
  }
  const expect = (holds: boolean, name: keyof OwnFacts, what: string) => {
    if (!holds) fail(`${name} must be ${what}, got ${brief(facts?.[name])}`);
  };
  const isWhole = (value: unknown, least: number, most: number) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
  const { dataset } = facts ?? {};
  expect(
    isPublished(dataset) || isOwnId(dataset),
    'dataset',
    `one of ${Object.keys(datasets).join(', ')}, or own- and 12 hex digits`,
  );
  const isDeviation = (value: unknown) => typeof value === 'number' && value > 0 && value <= 1;
  const mayLack = isPublished(dataset) && facts?.sigmaData === undefined;
  expect(mayLack || isDeviation(facts?.sigmaData), 'sigmaData', 'a number in (0, 1]');
  const trainCount = isPublished(dataset) ? datasetInfo(dataset).trainCount : ownLimits.mostImages;
  const subset = facts?.subset as Partial<Subset> | null | undefined;
  expect(
    isWhole(subset?.start, 0, trainCount - 1) && isWhole(subset?.count, 1, trainCount - subset!.start!),
    'subset',
    `{start, count} within ${trainCount} images`,
  );
  expect(isWhole(facts?.width, widths.min, widths.max), 'width', `an integer from ${widths.min} to ${widths.max}`);
  expect(typeof facts?.learningRate === 'number' && facts.learningRate > 0, 'learningRate', 'a number > 0');
  for (const name of ['seed', 'batchSize', 'imagesSeen', 'plannedImages'] as const)
    expect(isWhole(facts?.[name], 0, Number.MAX_SAFE_INTEGER), name, 'an integer >= 0');
  return facts as OwnFacts;
}
