import { describe, expect, test } from 'vitest';
import type { LinearityByInputs, LinearityMeasures } from '../../state/linearityMeasures';
import type { ZooNetwork } from '../../state/zooNetworks';
import {
  chosenRow,
  countCurves,
  denoiserCurves,
  dipOf,
  hereCurves,
  linearityFinding,
  linearityRows,
  scoreCurves,
} from './compute';

const curves = (cosine: number[], error: number[]): LinearityByInputs => {
  const table = (values: number[]) => ({ mean: [values], standardError: [values.map(() => 0.01)] });
  const both = { cosine: table(cosine), normalizedError: table(error) };
  return { heldOut: both, noise: both };
};
const network = (count: number, memorizedFraction: number, changes: Partial<ZooNetwork> = {}): ZooNetwork => {
  const id = `n${count}${changes.checkpointOf ? '-early' : ''}`;
  const measure = {
    id,
    sha256: 'of these weights',
    memorizedFraction,
    similarity: { network: { relativeDistance: { median: count / 1000 } } },
  } as unknown as ZooNetwork['measure'];
  const subset = { start: 0, count };
  return { id, dataset: 'fashion', subset, width: 32, imagesSeen: 9, plannedImages: 9, measure, ...changes };
};
const early = network(100, 0, { checkpointOf: 'n100', imagesSeen: 3 });
const networks = [network(400, 0), early, network(100, 1)];
const measures: LinearityMeasures = {
  version: 1,
  command: 'npm run measure -- linearity',
  date: '2026-01-01',
  pairs: 100,
  seed: 1,
  sigmas: [10, 1, 0.1],
  alphas: [0.7],
  networks: networks.map(({ id }, i) => ({
    id,
    sha256: 'of these weights',
    ...curves([1, [0.9, 0.8, 0.6][i]!, 0.95], [0.29, 0.1, 0.02]),
  })),
  closedForms: [
    {
      dataset: 'fashion',
      subset: { start: 0, count: 100 },
      gaussian: curves([1, 0.99, 1], [0.2, 0.1, 0.1]),
      multiDelta: curves([1, 0.5, 0.55], [0.2, 0.9, 0.9]),
    },
  ],
};
const asked = { inputs: 'heldOut', alpha: 0 } as const;
const rows = linearityRows('fashion', networks, measures);

describe('the rows', () => {
  test('are the finished networks by ascending N, of the very weights that were measured', () => {
    expect(rows.map((row) => row.network.id)).toEqual(['n100', 'n400']);
    const others = { ...measures, networks: measures.networks.map((row) => ({ ...row, sha256: 'of others' })) };
    expect(linearityRows('fashion', networks, others)).toEqual([]);
  });

  test('become curves: dashed where the network memorises, the chosen one first and dotted', () => {
    const [chosen, other] = countCurves(rows, rows[1]!, 'cosine', asked, measures);
    expect(chosen).toMatchObject({ id: 'n400', line: 'solid', hasDots: true });
    expect(other).toMatchObject({ id: 'n100', line: 'dashed', hasDots: false });
    expect(chosen!.points[1]).toEqual({ x: 1, y: 0.9, lower: 0.89, upper: 0.91 });
  });

  test('of an alpha that was not measured are empty', () => {
    expect(countCurves(rows, rows[0]!, 'cosine', { ...asked, alpha: 1 }, measures)[0]!.points).toEqual([]);
  });
});

test('the network that the reader chose is shown, else the one of the nearest N', () => {
  const idOf = (network: string, images: number) =>
    chosenRow(rows, networks, measures, { network, images })?.network.id;
  expect([idOf('', 90), idOf('', 5000), idOf('n400', 90)]).toEqual(['n100', 'n400', 'n400']);
  expect(idOf('n100-early', 100)).toBe('n100-early');
  expect(chosenRow([], [], measures, { network: 'own-1', images: 64 })).toBeUndefined();
});

test('the closed forms are those of the same images, where they were measured', () => {
  const last = (i: number) => denoiserCurves(rows[i]!, 'cosine', asked, measures).map(({ points }) => points.at(-1)?.y);
  expect(last(0)).toEqual([0.95, 1, 0.55]);
  expect(last(1)).toEqual([0.95, undefined, undefined]);
});

test('each network stands at its GL score; one in mid-training is hollow', () => {
  const options = { measures, quantity: 'cosine' as const, asked, sigma: 1 };
  const found = scoreCurves('fashion', networks, rows, options);
  expect(found.map(({ id, points }) => [id, points])).toEqual([
    ['n100', [{ x: 0.1, y: 0.6 }]],
    ['n400', [{ x: 0.4, y: 0.9 }]],
    ['others', [{ x: 0.1, y: 0.8 }]],
  ]);
  expect(found[2]!.isHollow).toBe(true);
});

test('what is measured here is drawn as it comes', () => {
  const estimate = (mean: number) => ({ mean, standardError: 0 });
  const row = [{ cosine: estimate(0.7), normalizedError: estimate(0.2) }];
  const found = hereCurves([{ sigma: 10, rows: { gaussian: row } }], 'normalizedError');
  expect(found.map(({ points }) => points)).toEqual([[], [{ x: 10, y: 0.2 }], []]);
});

describe('the finding', () => {
  const finding = (list = rows) => linearityFinding('fashion', list, asked, measures);

  test('compares the deepest dips', () => {
    expect(dipOf(rows[0]!, asked, measures)).toEqual({ sigma: 1, cosine: 0.6 });
    expect(finding()).toBe(
      'The network of 400 pieces of clothing is nearer to linear than that of 100: its least cosine is 0.90, against 0.60',
    );
  });

  test('says so when it is the other way round, of one network, and of none', () => {
    const swapped = [
      { ...rows[0]!, linearity: rows[1]!.linearity },
      { ...rows[1]!, linearity: rows[0]!.linearity },
    ];
    expect(finding(swapped)).toMatch(/400 pieces of clothing is no nearer to linear than that of 100/);
    expect(finding(rows.slice(0, 1))).toMatch(
      /of 100 pieces of clothing is least linear at σ = 1.00: its cosine is 0.60/,
    );
    expect(finding([])).toMatch(/has not been measured yet/);
  });
});
