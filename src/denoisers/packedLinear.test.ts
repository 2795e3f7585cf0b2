import { expect, test } from 'vitest';
import { readPublicFile } from '../../scripts/readPublicFile';
import { drawNormals, makeRng } from '../math/rng';
import { weightDifference } from '../metrics/linearMaps';
import { readSafetensors, writeSafetensors } from '../network/safetensors';
import { areCovered, paperSchedule, paperSigmas, parseLinearManifest, readLinearManifest } from './linearCatalog';
import { packedDtypes, packLinearMap, unpackLinearMap } from './packedLinear';

const dim = 40;
const gaussian = drawNormals(makeRng(1), dim * dim);
const weight = gaussian.map((value, i) => value + (i % (dim + 1) === 0 ? 3 : 0.01 * Math.sin(i)));
const bias = drawNormals(makeRng(2), dim);
const file = packLinearMap({ sigma: 1, weight, bias }, gaussian, { sigma: '1' });

test('a map comes back to half a step of each row, its diagonal and its bias exactly', () => {
  const stored = readSafetensors(writeSafetensors(file, packedDtypes), 'map');
  expect(stored.metadata).toEqual({ sigma: '1' });
  const back = unpackLinearMap(stored, gaussian);
  expect([...(back.bias as Float32Array)]).toEqual([...bias]);
  for (let p = 0; p < dim; p++)
    for (let q = 0; q < dim; q++) {
      const error = Math.abs(back.weight[p * dim + q]! - weight[p * dim + q]!);
      expect(error).toBeLessThan(p === q ? 1e-6 : (0.01 / 127) * 0.51 + 1e-6);
    }
  expect(weightDifference(back.weight, weight)).toBeLessThan(1e-4);
});

test('a tensor that is missing or of another shape is named', () => {
  const { bias: _, ...rest } = file.tensors;
  expect(() => unpackLinearMap({ ...file, tensors: rest }, gaussian)).toThrow(
    'tensor bias must have shape [40], got none',
  );
  expect(() => unpackLinearMap(file, gaussian.subarray(0, 9))).toThrow('tensor scales must have shape [3], got 40');
});

test('integers that do not fit are refused', () => {
  const tensors = { steps: { shape: [1], values: Float32Array.of(128) } };
  expect(() => writeSafetensors({ tensors, metadata: {} }, 'I8')).toThrow('an integer from -128 to 127, got 128');
});

test('the published maps cover the ten noise levels of the paper, and say how good they are', async () => {
  const { maps } = await readLinearManifest(readPublicFile);
  for (const network of new Set(maps.map((map) => map.network))) {
    const own = maps.filter((map) => map.network === network);
    expect(
      areCovered(
        paperSigmas,
        own.map(({ sigma }) => sigma),
      ),
    ).toBe(true);
    for (const { storedError, bytes, standardError, count } of own) {
      expect(storedError).toBeLessThan(0.02);
      expect(bytes).toBeLessThan(2 ** 20);
      expect(standardError).toBeGreaterThan(0);
      expect(count).toBeGreaterThanOrEqual(8192);
    }
  }
  expect(paperSigmas).toHaveLength(paperSchedule.steps);
  expect(paperSigmas.map((sigma) => Number(sigma.toPrecision(4)))).toEqual([
    80, 42.42, 21.11, 9.723, 4.066, 1.502, 0.47, 0.1166, 0.02044, 0.002,
  ]);
});

test('a manifest of another form is refused in words', () => {
  expect(() => parseLinearManifest('{"version":2}')).toThrow(
    'linear/manifest.json: version must be 1: reload the page, got 2',
  );
  const head = { version: 1, command: 'c', date: 'd', seed: 1, images: 2 };
  expect(() => parseLinearManifest(JSON.stringify({ ...head, maps: [{ network: 'n' }] }))).toThrow('maps[0].');
});
