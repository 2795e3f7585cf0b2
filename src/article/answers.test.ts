import { describe, expect, test } from 'vitest';
import type { Session } from '../state/session';
import type { Trajectory } from '../state/trajectory';
import { answers, settledAt } from './answers';

/** A session whose results are what a test makes them; whatever else is asked for fails. */
const sessionWith = (results: Record<string, unknown>) =>
  ({
    results: Object.fromEntries(Object.entries(results).map(([name, value]) => [name, () => Promise.resolve(value)])),
  }) as unknown as Session;

const network = (images: number, measure: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  id: `fashion-n${images}-w32`,
  dataset: 'fashion',
  subset: { start: 0, count: images },
  width: 32,
  imagesSeen: 100,
  plannedImages: 100,
  measure,
  ...more,
});
const zooOf = (shares: Readonly<Record<number, number>>) => ({
  measures: { sampleCount: 64 },
  networks: Object.entries(shares).map(([images, memorizedFraction]) => network(Number(images), { memorizedFraction })),
});
const form = (images: number, gaussian: number, multiDelta = 0.3) => ({
  dataset: 'fashion',
  images,
  memorizedFraction: { gaussian: 0, multiDelta: images === 64 ? 1 : 0.5 },
  pairs: {
    gaussian: { between: { centered: [gaussian - 0.01, gaussian, gaussian + 0.01] } },
    multiDelta: { between: { centered: [multiDelta] } },
  },
});

describe('what was measured decides which option is right', () => {
  test.each([
    [{ 16: 1, 64: 0.2, 256: 0, 1024: 0, 16384: 0 }, 0],
    [{ 16: 1, 64: 0.9, 256: 0.2, 1024: 0 }, 1],
    [{ 16: 1, 64: 0.9, 256: 0.7, 1024: 0 }, 2],
    [{ 16: 1, 64: 0.9, 256: 0.7, 1024: 0.6, 4096: 0.1 }, 3],
    [{ 16: 1, 64: 1 }, undefined],
  ])('copies %o', async (shares, right) => {
    const answer = await answers.copies(sessionWith({ zoo: zooOf(shares) }));
    expect(answer.right).toBe(right);
    expect(answer.words).toContain('100% with 16');
  });

  test.each([
    [1, 2],
    [0.5, 1],
    [0, 0],
  ])('sixtyFour, a share of %d copies', async (share, right) => {
    const row = { ...form(64, 0.7), memorizedFraction: { gaussian: 0, multiDelta: share } };
    const pairs = { sampleCount: 64, closedForms: [form(16, 0.4), row], networks: [] };
    const answer = await answers.sixtyFour(sessionWith({ pairs }));
    expect(answer).toMatchObject({ right, words: expect.stringContaining(`${64 * share} of the multi-delta’s 64`) });
  });

  test.each([
    [0.95, 2],
    [0.7, 1],
    [0.3, 0],
  ])('two, networks of cosine %d', async (cosine, right) => {
    const pair = (images: number, between: number) => ({
      dataset: 'fashion',
      width: 32,
      images,
      cosines: { between: { centered: [between] }, nearest: { centered: [0.8] } },
    });
    const pairs = {
      closedForms: [form(16, 0.4), form(8192, 0.99), { ...form(16384, 1), pairs: null }],
      networks: [pair(8192, cosine), pair(64, 0.52), { ...pair(16384, 0.1), width: 8 }],
    };
    const answer = await answers.two(sessionWith({ pairs }));
    expect(answer.right).toBe(right);
    expect(answer.words).toContain(`0.52 with 64 images each, ${cosine.toFixed(2)} with 8,192 images each`);
    expect(answer.words).toContain('between Gaussians 0.99');
    expect((await answers.two(sessionWith({ pairs: { ...pairs, networks: [] } }))).right).toBeUndefined();
  });

  test.each([
    [0.05, 0],
    [0.3, 1],
    [0.8, 2],
  ])('map, a difference of %d', async (difference, right) => {
    const map = { dataset: 'fashion', sigma: 1.50174, subset: { start: 0, count: 16_384 }, standardError: 0.02 };
    const linearManifest = {
      maps: [
        { ...map, sigma: 80, difference: 9 },
        { ...map, difference },
      ],
    };
    const answer = await answers.map(sessionWith({ linearManifest }));
    expect(answer.right).toBe(right);
    expect(answer.words).toContain('The noise of its own entries, 2.0% in all, is taken out.'); // not an error of the difference
  });

  test.each([
    [[0.3, 0.2, 0.4], [0, 0, 0.1], 0],
    [[0.3, 0.25, 0.2], [0, 0.1, 0.2], 1],
    [[0.3, 0.2, 0.4], [0, 0.1, 0.2], 2],
  ])('young, losses %o and copies %o', async (losses, copies, right) => {
    const networks = losses.map((heldOut, i) =>
      network(
        256,
        { loss: { heldOut }, memorizedFraction: copies[i] },
        {
          id: i === 2 ? 'fashion-n256-w32' : `at${i}`,
          ...(i < 2 && { checkpointOf: 'fashion-n256-w32' }),
          imagesSeen: 100 * (i + 1),
        },
      ),
    );
    expect((await answers.young(sessionWith({ zoo: { networks } }))).right).toBe(right);
  });

  test.each([
    [[0.9, 0.7, 0.8], 0],
    [[0.6, 0.9, 0.8], 1],
    [[0.6, 0.7, 0.8], 2],
  ])('mix, r2 of multi-delta, Gaussian, local %o', async ([multiDelta, gaussian, local], right) => {
    const ofMost = (median: number) => ({ r2: { raw: { median } } });
    const row = (images: number) => ({
      id: `fashion-n${images}-w32`,
      agreement: {
        multiDelta: ofMost(images === 64 ? 1 : multiDelta!),
        gaussian: ofMost(gaussian!),
        local: ofMost(local!),
      },
    });
    const results = { zoo: zooOf({ 64: 1, 16384: 0 }), local: { networks: [row(64), row(16384)] } };
    const answer = await answers.mix(sessionWith(results));
    expect(answer.right).toBe(right);
    expect(answer.words).toContain(
      `of 16,384: Multi-delta ${multiDelta!.toFixed(2)}, Gaussian ${gaussian!.toFixed(2)}, Local ${local!.toFixed(2)}.`,
    );
    expect((await answers.mix(sessionWith({ ...results, local: { networks: [] } }))).right).toBeUndefined();
  });

  test('linear: the deeper dip is the less linear, and alike means to a hundredth', async () => {
    const zoo = zooOf({ 64: 1, 16384: 0 });
    const ask = (few: number, many: number) => {
      const row = (images: number, least: number) => ({
        id: `fashion-n${images}-w32`,
        heldOut: { cosine: { mean: [[1, least, 1]] } },
      });
      const linearity = { sigmas: [80, 3, 0.1], networks: [row(64, few), row(16384, many)] };
      return answers.linear(sessionWith({ zoo, linearity }));
    };
    expect((await ask(0.92, 0.96)).right).toBe(1);
    expect((await ask(0.96, 0.92)).right).toBe(0);
    expect((await ask(0.955, 0.95)).right).toBe(2);
    expect((await ask(0.92, 0.96)).words).toContain('falls to 0.92 at σ = 3.00; that of 16,384 to 0.96');
  });

  test('double: the exact law halves', async () => {
    const { right, words } = await answers.double();
    expect(right).toBe(1);
    const [before, after, ratio] = words.match(/\d\.\d+/g)!.map(Number);
    const limit = (gamma: number) => 0.5 * (1 + (1 / gamma - 1) * Math.log(1 - gamma)); // d and N large
    expect(before! / limit(1 / 4)).toBeCloseTo(1, 2);
    expect(after! / limit(1 / 8)).toBeCloseTo(1, 2);
    expect(ratio).toBeCloseTo(limit(1 / 8) / limit(1 / 4), 2);
  });
});

test('a path has settled where its nearest image is the last one from then on', () => {
  const path = (nearest: readonly number[]) =>
    ({
      job: { denoisers: ['multiDelta'] },
      sigmas: [80, 10, 1, 0.1, 0],
      slots: nearest.map((index) => ({ frame: { rows: { multiDelta: { nearest: { index } } } } })),
    }) as unknown as Trajectory;
  expect(settledAt(path([3, 4, 7, 7, 7]))).toBe(1);
  expect(settledAt(path([7, 4, 4, 4, 7]))).toBe(0);
  expect(settledAt(path([7, 7, 7, 7, 7]))).toBe(80);
});
