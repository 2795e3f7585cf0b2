/**
 * Trains one network denoiser in Node: `npm run train -- --id fashion-n64-w32` for a row of src/network/zoo.ts, or
 * `npm run train -- --dataset fashion --images 64 --width 32` for one of your own. Saves its state every minute under .training/, goes on from there when
 * started again, and at the end writes the averaged weights as float16 safetensors with their entry in public/models/manifest.json.
 */
import { parseArgs } from 'node:util';
import { datasets, type DatasetId } from '../src/data/catalog';
import { planned, recipe, zoo } from '../src/network/zoo';
import { startNodeWasm } from './nodeWasm';
import { readPublicFile } from './readPublicFile';
import { runTraining, type Training } from './train/run';

const { values: args } = parseArgs({
  options: {
    id: { type: 'string' },
    dataset: { type: 'string', default: 'fashion' },
    images: { type: 'string', default: '64' },
    start: { type: 'string', default: '0' },
    width: { type: 'string', default: '32' },
    seed: { type: 'string', default: '1' },
    'batch-size': { type: 'string', default: String(recipe.batchSize) },
    'images-seen': { type: 'string', default: '512000' },
    'learning-rate': { type: 'string', default: String(recipe.learningRate) },
  },
});

function numberArgument(name: Exclude<keyof typeof args, 'id' | 'dataset'>, { integer = true } = {}): number {
  const value = Number(args[name]);
  if (!Number.isFinite(value) || (integer && !Number.isInteger(value)) || value < 0)
    throw new RangeError(`train: --${name} must be ${integer ? 'an integer' : 'a number'} >= 0, got ${args[name]}`);
  return value;
}

function trainingOf(): Training {
  const row = [...zoo, ...planned].find(({ id }) => id === args.id);
  if (row) return { ...row, ...recipe, command: `npm run train -- --id ${row.id}` };
  const { dataset } = args;
  if (!isDatasetId(dataset))
    throw new RangeError(`train: --dataset must be one of ${Object.keys(datasets).join(', ')}, got ${dataset}`);
  const [start, count, width] = [numberArgument('start'), numberArgument('images'), numberArgument('width')];
  return {
    id: args.id ?? `${dataset}-n${count}${start > 0 ? `-from${start}` : ''}-w${width}`,
    dataset,
    subset: { start, count },
    width,
    seed: numberArgument('seed'),
    imagesSeen: numberArgument('images-seen'),
    batchSize: numberArgument('batch-size'),
    learningRate: numberArgument('learning-rate', { integer: false }),
    checkpoints: [],
    command: `npm run train -- ${process.argv.slice(2).join(' ')}`,
  };
}

function isDatasetId(id: string): id is DatasetId {
  return Object.hasOwn(datasets, id);
}

await startNodeWasm();
await runTraining(trainingOf(), {
  stateFolder: new URL('../.training/', import.meta.url),
  publicFolder: new URL('../public/', import.meta.url),
  readFile: readPublicFile,
});
