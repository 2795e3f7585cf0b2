/** A small training in a folder of its own, to be killed by training.test.ts: `trainHere.ts <folder>`. */
import '@tensorflow/tfjs-backend-wasm';
import { pathToFileURL } from 'node:url';
import { readPublicFile } from '../../scripts/readPublicFile';
import { runTraining, type Training } from '../../scripts/train/run';
import * as tf from '../../src/tfjs';

export const smallTraining: Training = {
  id: 'small',
  dataset: 'fashion',
  subset: { start: 0, count: 8 },
  width: 8,
  seed: 5,
  batchSize: 4,
  imagesSeen: 4 * 160,
  learningRate: 0.002,
  checkpoints: [4 * 30],
  command: 'a test',
};

const folder = process.argv[2];
if (folder !== undefined && process.argv[1]?.endsWith('trainHere.ts')) {
  if (!(await tf.setBackend('wasm'))) throw new Error('the WASM backend did not start');
  const root = pathToFileURL(`${folder}/`);
  await runTraining(smallTraining, {
    stateFolder: new URL('state/', root),
    publicFolder: new URL('public/', root),
    readFile: readPublicFile,
    saveEveryMs: 150,
  });
}
