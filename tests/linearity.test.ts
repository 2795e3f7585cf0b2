/** The published linearity: of the networks that ship, and what is measured now. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { linearityFrames } from '../scripts/measure/linearity';
import { readPublicFile } from '../scripts/readPublicFile';
import { linearityPath, parseLinearityMeasures } from '../src/state/linearityMeasures';
import { finishedEntries, readModelEntries } from '../src/network/models';
import { setWasmBackend } from './wasmBackend';

const file = readFileSync(new URL(`../public/${linearityPath}`, import.meta.url), 'utf8');
const published = parseLinearityMeasures(JSON.parse(file));
const entries = finishedEntries(await readModelEntries(readPublicFile));

beforeAll(setWasmBackend);

test('every network was measured with the weights that ship', () => {
  expect(published.networks.map(({ id, sha256 }) => [id, sha256])).toEqual(
    entries.map(({ id, sha256 }) => [id, sha256]),
  );
});

test.each(['heldOut', 'noise'] as const)('with %s inputs, measured again', { timeout: 60_000 }, async (inputs) => {
  const entry = entries.find(({ id }) => id === 'fashion-n64-w32')!;
  const row = published.networks.find(({ id }) => id === entry.id)!;
  const at = 9;
  const [frame] = await linearityFrames(entry, 'network', { inputs, sigmas: [published.sigmas[at]!] });
  for (const [a, now] of frame!.rows.network!.entries())
    for (const quantity of ['cosine', 'normalizedError'] as const)
      expect(now[quantity].mean).toBeCloseTo(row[inputs][quantity].mean[a]![at]!, 3);
});

test('files of another form are told by name', () => {
  const [first] = published.networks;
  const broken = { ...first!, noise: { ...first!.noise, cosine: { mean: [[1, 2]], standardError: [] } } };
  expect(() => parseLinearityMeasures({ ...published, networks: [broken] })).toThrow(
    /results\/linearity.json: each row must hold noise.cosine.mean with 20 numbers a line/,
  );
  expect(() => parseLinearityMeasures([])).toThrow(/must be of version 1/);
});
