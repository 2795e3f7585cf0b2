import { describe, expect, test } from 'vitest';
import type { NetworkDetails, NetworkMeasure } from '../../state/networkMeasures';
import type { ZooNetwork } from '../../state/zooNetworks';
import { familiesOf } from '../../state/families';
import { bestOf, distanceCurves, distancesAt, familyFinding, lossCurves, shareCurves } from './compute';

const network = (
  imagesSeen: number,
  heldOut: number,
  copies: number,
  changes: Partial<ZooNetwork> = {},
): ZooNetwork => ({
  id: `at${imagesSeen}`,
  dataset: 'fashion',
  subset: { start: 0, count: 256 },
  width: 32,
  imagesSeen,
  plannedImages: 900,
  ...(imagesSeen < 900 && { checkpointOf: 'whole' }),
  measure: {
    memorizedFraction: copies,
    closerToGaussianFraction: 1 - copies,
    loss: { heldOut, training: heldOut / 2 },
  } as unknown as NetworkMeasure,
  ...changes,
});
const finding = (...members: ZooNetwork[]) => familyFinding('fashion', familiesOf('fashion', members)[0]);

describe('families', () => {
  const networks = [
    network(900, 0.4, 0.6),
    network(100, 0.5, 0),
    network(900, 0.3, 0.1, { id: 'narrow', width: 8 }),
    network(900, 0.3, 0, { id: 'other', subset: { start: 0, count: 64 } }),
    network(900, 0.3, 0, { id: 'second', subset: { start: 256, count: 256 } }),
  ];
  test('are networks on the same images that differ in one thing, in its order', () => {
    const found = familiesOf('fashion', networks);
    expect(found.map(({ images, axis, members }) => [images, axis, ...members.map(({ id }) => id)])).toEqual([
      [256, 'time', 'at100', 'at900'],
      [256, 'width', 'narrow', 'at900'],
    ]);
    expect(familiesOf('faces', networks)).toEqual([]);
  });
  test('have a member with the least held-out loss', () => {
    const [time, width] = familiesOf('fashion', networks);
    expect([bestOf(time!).id, bestOf(width!).id]).toEqual(['at900', 'narrow']);
  });
});

describe('the finding follows the numbers', () => {
  const where = 'With 256 pieces of clothing';
  test.each([
    [
      [network(100, 0.5, 0), network(300, 0.3, 0.02), network(900, 0.4, 0.6)],
      `${where}, it was best to stop after 300 images seen: by 900 the held-out loss goes from 0.300 to 0.400, the share of copies from 2% to 60%`,
    ],
    [
      [network(100, 0.5, 0), network(300, 0.399, 0.02), network(900, 0.4, 0.6)],
      `${where}, the held-out loss is flat at the end: 0.399 after 300 images seen, 0.400 after 900`,
    ],
    [
      [network(100, 0.5, 0), network(900, 0.4, 0.6)],
      `${where}, the held-out loss is least at the end, after 900 images seen: stopping earlier would have been no better`,
    ],
    [
      [network(100, 0.5, 0), network(300, 0.4, 0.6)],
      `${where}, the held-out loss is least at the last checkpoint so far, after 300 images seen: stopping earlier would have been no better`,
    ],
    [
      [network(900, 0.5, 0.05, { width: 8 }), network(900, 0.4, 0.6)],
      `${where}, 5% of the samples are copies at width 8, 60% at width 32`,
    ],
    [[network(900, 0.5, 0)], 'No two networks of Fashion on the same images have been measured yet'],
  ])('%#', (members, words) => expect(finding(...members)).toBe(words));
});

test('curves are over the family, or over sigma', () => {
  const [family] = familiesOf('fashion', [network(100, 0.5, 0.25), network(900, 0.4, 0.5)]);
  expect(lossCurves(family!).map(({ points }) => points)).toEqual([
    [
      { x: 100, y: 0.5 },
      { x: 900, y: 0.4 },
    ],
    [
      { x: 100, y: 0.25 },
      { x: 900, y: 0.2 },
    ],
  ]);
  expect(shareCurves(family!)[0]!.points[1]).toEqual({ x: 900, y: 0.5 });
  const errors = (gaussian: number) => ({
    rmseToNetwork: { gaussian: { mean: gaussian }, multiDelta: { mean: 2 * gaussian } },
  });
  const details = {
    errors: [
      { sigma: 1, heldOut: errors(0.1), training: errors(0.2) },
      { sigma: 5, heldOut: errors(0.3), training: errors(0.4) },
    ],
  } as unknown as NetworkDetails;
  expect(distanceCurves(details, 'heldOut')[1]!.points).toEqual([
    { x: 1, y: 0.2 },
    { x: 5, y: 0.6 },
  ]);
  const atFive = distancesAt(family!, new Map([['at900', details]]), 5, 'training');
  expect(atFive.map(({ points }) => points)).toEqual([[{ x: 900, y: 0.4 }], [{ x: 900, y: 0.8 }]]);
});
