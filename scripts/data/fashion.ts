/** Fashion-MNIST (Xiao, Rasul and Vollgraf 2017), from the files of Debian's package dataset-fashion-mnist. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseIdx } from './idx';
import { fashionLicence } from './licences';
import { sidePx, type RawSplit, type Recipe } from './recipe';
import { selectDistinct } from './selectDistinct';

const debianFolder = '/usr/share/datasets/fashion-mnist';
const selection = { seed: 20170825, trainCount: 16384, heldOutCount: 2048 };

export const fashion: Recipe = {
  id: 'fashion',
  label: 'Fashion',
  description: 'Photographs of clothes, shoes and bags from an online shop, gray on black (Fashion-MNIST).',
  ...selection,
  classes: ['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
  source: {
    name: 'Fashion-MNIST',
    version: 'Debian dataset-fashion-mnist 0.0~git20200523.55506a9',
    url: 'https://github.com/zalandoresearch/fashion-mnist',
  },
  licence: { spdx: 'MIT', text: fashionLicence },
  async make(sourceFolder = debianFolder) {
    const pool = {
      train: await readSplit(sourceFolder, 'train', 60000),
      heldOut: await readSplit(sourceFolder, 't10k', 10000),
    };
    return selectDistinct(pool, selection);
  },
};

async function readSplit(folder: string, name: string, count: number): Promise<RawSplit> {
  const read = async (file: string, shape: number[]) => parseIdx(gunzipSync(await readRaw(folder, file)), shape, file);
  return {
    images: await read(`${name}-images-idx3-ubyte.gz`, [count, sidePx, sidePx]),
    labels: await read(`${name}-labels-idx1-ubyte.gz`, [count]),
  };
}

async function readRaw(folder: string, file: string): Promise<Uint8Array> {
  try {
    return await readFile(join(folder, file));
  } catch (cause) {
    const remedy =
      'run `apt-get install dataset-fashion-mnist`, or pass --source FOLDER with the four .gz files of Fashion-MNIST';
    throw new Error(`fashion: ${file} must be in ${folder}, got ${String(cause)}; ${remedy}`, { cause });
  }
}
