/**
 * Trains one network denoiser in Node: `npm run train -- --dataset fashion --images 64 --width 32`. Saves its state every minute under .training/,
 * goes on from there when started again, and at the end writes the averaged weights as float16 safetensors with their entry in
 * public/models/manifest.json.
 */
import '@tensorflow/tfjs-backend-wasm';
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { datasets, type DatasetId } from '../src/data/catalog';
import { openDataset } from '../src/data/dataset';
import { toFloatPixels } from '../src/data/pixels';
import { readSafetensors, writeSafetensors } from '../src/network/safetensors';
import { parametersFile } from '../src/network/weights';
import * as tf from '../src/tfjs';
import {
  initialState,
  planSteps,
  trainNetwork,
  type TrainingPlan,
  type TrainingState,
} from '../src/training/trainNetwork';
import { readPublicFile } from './readPublicFile';

const { values: args } = parseArgs({
  options: {
    dataset: { type: 'string', default: 'fashion' },
    images: { type: 'string', default: '64' },
    start: { type: 'string', default: '0' },
    width: { type: 'string', default: '32' },
    seed: { type: 'string', default: '1' },
    'batch-size': { type: 'string', default: '16' },
    'images-seen': { type: 'string', default: '512000' },
    'learning-rate': { type: 'string', default: '0.002' },
    id: { type: 'string' },
  },
});

const publicFolder = new URL('../public/', import.meta.url);
const saveEveryMs = 60_000;
const logEverySteps = 50;

function numberArgument(name: Exclude<keyof typeof args, 'id' | 'dataset'>, { integer = true } = {}): number {
  const value = Number(args[name]);
  if (!Number.isFinite(value) || (integer && !Number.isInteger(value)) || value < 0)
    throw new RangeError(`train: --${name} must be ${integer ? 'an integer' : 'a number'} >= 0, got ${args[name]}`);
  return value;
}

function datasetArgument(): DatasetId {
  const id = args.dataset;
  if (!Object.hasOwn(datasets, id))
    throw new RangeError(`train: --dataset must be one of ${Object.keys(datasets).join(', ')}, got ${id}`);
  return id as DatasetId;
}

const datasetId = datasetArgument();
const subset = { start: numberArgument('start'), count: numberArgument('images') };
const dataset = await openDataset(datasetId, readPublicFile);
const plan: TrainingPlan = {
  width: numberArgument('width'),
  seed: numberArgument('seed'),
  batchSize: numberArgument('batch-size'),
  imagesSeen: numberArgument('images-seen'),
  learningRate: numberArgument('learning-rate', { integer: false }),
  sigmaData: dataset.manifest.sigmaData,
};
const id = args.id ?? `${datasetId}-n${subset.count}${subset.start > 0 ? `-from${subset.start}` : ''}-w${plan.width}`;
const stateFolder = new URL(`../.training/${id}/`, import.meta.url);
const stateFile = new URL('state.safetensors', stateFolder);

if (!(await tf.setBackend('wasm'))) throw new Error('train: the WASM backend did not start');
await mkdir(stateFolder, { recursive: true });
const pixels = toFloatPixels(await dataset.images('train', subset.start, subset.count));
const start = await readState();
console.log(`${id}: ${planSteps(plan)} steps of ${plan.batchSize} images, from step ${start.step}`);

let state = start;
let savedAt = performance.now();
let loggedAt = savedAt;
let lossSum = 0;
for await (const { step, loss, readState: readBack } of trainNetwork(plan, pixels, start)) {
  lossSum += loss;
  const last = step === planSteps(plan);
  if (step % logEverySteps === 0 || last) {
    const now = performance.now();
    const speed = (logEverySteps * plan.batchSize * 1000) / (now - loggedAt);
    const line = {
      step,
      imagesSeen: step * plan.batchSize,
      loss: Number((lossSum / logEverySteps).toFixed(6)),
      imagesPerSecond: Math.round(speed),
    };
    await appendFile(new URL('log.jsonl', stateFolder), JSON.stringify(line) + '\n');
    if (step % (10 * logEverySteps) === 0) console.log(JSON.stringify(line));
    [lossSum, loggedAt] = [0, now];
  }
  if (last || performance.now() - savedAt > saveEveryMs) {
    state = await readBack();
    await saveState(state);
    savedAt = performance.now();
  }
}
await publish(state);

/** What must not change between the parts of a resumed run. */
function planText(): string {
  return JSON.stringify({ dataset: datasetId, subset, ...plan });
}

async function readState(): Promise<TrainingState> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(stateFile);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return initialState(plan);
    throw error;
  }
  const { tensors, metadata } = readSafetensors(bytes, stateFile.pathname);
  if (metadata['plan'] !== planText())
    throw new Error(
      `train: ${id} was begun with ${String(metadata['plan'])}, not ${planText()}; give another --id or delete its folder in .training/`,
    );
  const get = (name: string) => tensors[name]!.values;
  return {
    step: Number(metadata['step']),
    values: get('values'),
    ema: get('ema'),
    adamMean: get('adamMean'),
    adamSquare: get('adamSquare'),
  };
}

async function saveState({ step, ...vectors }: TrainingState): Promise<void> {
  const tensors = Object.fromEntries(
    Object.entries(vectors).map(([name, values]) => [name, { shape: [values.length], values }]),
  );
  await writeWhole(stateFile, writeSafetensors({ tensors, metadata: { step: String(step), plan: planText() } }, 'F32'));
}

/** Writes beside the file and renames, so that a kill leaves the old file or the new one. */
async function writeWhole(file: URL, bytes: Uint8Array | string): Promise<void> {
  const temporary = new URL(`${file.href}.part`);
  await writeFile(temporary, bytes);
  await rename(temporary, file);
}

async function publish({ ema, step }: TrainingState): Promise<void> {
  const bytes = writeSafetensors(
    parametersFile(ema, plan.width, { dataset: datasetId, width: String(plan.width) }),
    'F16',
  );
  const folder = new URL('models/', publicFolder);
  await mkdir(folder, { recursive: true });
  await writeWhole(new URL(`${id}.safetensors`, folder), bytes);
  const entry = {
    id,
    file: `${id}.safetensors`,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    dataset: datasetId,
    subset,
    ...plan,
    imagesSeen: step * plan.batchSize,
    command: `npm run train -- --dataset ${datasetId} --images ${subset.count}${subset.start > 0 ? ` --start ${subset.start}` : ''} --width ${plan.width} --seed ${plan.seed} --batch-size ${plan.batchSize} --images-seen ${plan.imagesSeen} --learning-rate ${plan.learningRate}`,
  };
  const manifestFile = new URL('manifest.json', folder);
  const manifest = await readFile(manifestFile, 'utf8').then(
    (text) => JSON.parse(text) as { version: 1; models: { id: string }[] },
    () => ({ version: 1 as const, models: [] }),
  );
  const models = [...manifest.models.filter((model) => model.id !== id), entry].sort((a, b) =>
    a.id.localeCompare(b.id, 'en', { numeric: true }),
  );
  await writeWhole(manifestFile, JSON.stringify({ ...manifest, models }, null, 2) + '\n');
  console.log(`${id}: published, ${bytes.length} bytes`);
}
