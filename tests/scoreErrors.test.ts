/** The published distances of simple denoisers to the networks: of the networks that ship, and what is measured now. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { scoreCurves } from '../scripts/measure/scoreErrors';
import { readPublicFile } from '../scripts/readPublicFile';
import { finishedEntries, readModelEntries } from '../src/network/models';
import { parseScoreErrors, scoreErrorsPath, scorePairs } from '../src/state/scoreErrors';
import { setWasmBackend } from './wasmBackend';

const file = readFileSync(new URL(`../public/${scoreErrorsPath}`, import.meta.url), 'utf8');
const published = parseScoreErrors(JSON.parse(file));
const entries = finishedEntries(await readModelEntries(readPublicFile)).filter(
  ({ checkpointOf }) => checkpointOf === undefined,
);

beforeAll(setWasmBackend);

test('every finished network was measured with the weights that ship', () => {
  expect(published.networks.map(({ id, sha256 }) => [id, sha256])).toEqual(
    entries.map(({ id, sha256 }) => [id, sha256]),
  );
});

test.each(['heldOut', 'train'] as const)('on %s images, measured again', { timeout: 60_000 }, async (split) => {
  const entry = entries.find(({ id }) => id === 'fashion-n64-w32')!;
  const row = published.networks.find(({ id }) => id === entry.id)!;
  const at = 5;
  const now = await scoreCurves(entry, split, { sigmas: [published.sigmas[at]!] });
  for (const pair of scorePairs)
    for (const quantity of ['rmse', 'normalized'] as const)
      expect(now[pair]![quantity][0]!.mean, pair).toBeCloseTo(row[split][pair]![quantity][at]!.mean, 3);
});

test('the multi-delta knows its own images and no others: at small noise it is far from the network on held-out ones alone', () => {
  const { heldOut, train } = published.networks.find(({ id }) => id === 'fashion-n64-w32')!;
  expect(heldOut.multiDelta!.rmse.at(-1)!.mean).toBeGreaterThan(10 * train.multiDelta!.rmse.at(-1)!.mean);
});

test('files of another form are told by name', () => {
  const [first] = published.networks;
  expect(() => parseScoreErrors({ ...published, networks: [{ ...first!, train: {} }] })).toThrow(
    /results\/score-errors.json: each network must hold train.gaussian at 10 noise levels/,
  );
  expect(() => parseScoreErrors('')).toThrow(/must be of version 1/);
});
