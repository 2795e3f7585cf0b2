/** How the linear maps of two networks come out of gradient descent, epoch after epoch: public/results/descent.json. */
import { type Field, parseField } from '../data/field';
import type { OptimizerId } from '../training/descentCatalog';

export interface DescentCurve {
  /** The network learned from the first N Fashion images. */
  readonly images: number;
  readonly networkSha256: string;
  readonly sigma: number;
  readonly optimizer: OptimizerId;
  readonly learningRate: number;
  /** |W - W_G| / |W_G| at the start and after each epoch. */
  readonly differences: readonly number[];
  /** The closed form of the same, of plain descent. */
  readonly theory?: readonly number[];
}

export interface Descents {
  readonly command: string;
  readonly date: string;
  readonly seed: number;
  /** Passes over the held-out images, noises of each image, images of a batch. */
  readonly epochs: number;
  readonly draws: number;
  readonly batchSize: number;
  readonly curves: readonly DescentCurve[];
}

export const descentsPath = 'results/descent.json';

/** @throws DataError that names the file and the field */
export function parseDescents(json: string): Descents {
  const root = parseField(json, descentsPath);
  root.get('version').number((version) => version === 1, 'be 1: reload the page');
  const epochs = root.get('epochs').integer(1);
  return {
    command: root.get('command').text(),
    date: root.get('date').text(),
    seed: root.get('seed').integer(0),
    epochs,
    draws: root.get('draws').integer(1),
    batchSize: root.get('batchSize').integer(1),
    curves: root
      .get('curves')
      .items()
      .map((curve) => readCurve(curve, epochs)),
  };
}

function readCurve(curve: Field, epochs: number): DescentCurve {
  const list = (name: 'differences' | 'theory') => {
    const items = curve.get(name).items();
    if (items.length !== epochs + 1) curve.get(name).fail(`hold ${epochs + 1} numbers`);
    return items.map((item) => item.number((value) => value >= 0, 'be >= 0'));
  };
  return {
    images: curve.get('images').integer(2),
    networkSha256: curve.get('networkSha256').text(),
    sigma: curve.get('sigma').number((sigma) => sigma > 0, 'be > 0'),
    optimizer: curve.get('optimizer').matching(/^(adam|descent)$/, 'be adam or descent') as OptimizerId,
    learningRate: curve.get('learningRate').number((rate) => rate > 0, 'be > 0'),
    differences: list('differences'),
    ...(curve.has('theory') && { theory: list('theory') }),
  };
}
