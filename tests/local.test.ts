/** The published agreement of simple denoisers with the networks: of the networks that ship, and what is measured now. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { makeContext } from '../scripts/measure/context';
import { readPublicFile } from '../scripts/readPublicFile';
import { unpack } from '../src/state/networkDetails';
import { datasetInfo, type DatasetId } from '../src/data/catalog';
import { toBytes } from '../src/data/pixels';
import { isWhole } from '../src/denoisers/catalog';
import { runErrors } from '../src/engine/jobs/errors';
import { runSurvey } from '../src/engine/jobs/survey';
import type { ErrorsFrame } from '../src/engine/protocol';
import { finishedEntries, readModelEntries } from '../src/network/models';
import {
  localErrorsJob,
  localMeasuresPath,
  localPicturesLength,
  localPicturesPath,
  localSurveyJob,
  parseLocalMeasures,
  picturedIds,
  samplePictures,
} from '../src/state/localMeasures';
import { setWasmBackend } from './wasmBackend';

const file = readFileSync(new URL(`../public/${localMeasuresPath}`, import.meta.url), 'utf8');
const published = parseLocalMeasures(JSON.parse(file));
const entries = finishedEntries(await readModelEntries(readPublicFile));
const id = 'fashion-n16-w32';
const entry = entries.find((each) => each.id === id)!;
const row = published.networks.find((each) => each.id === id)!;
const { sigmas } = published;
const patchSize = row.patchSizes.map((side, level) => ({ sigma: sigmas[level]!, patchSize: side }));
const asked = {
  network: { ...entry, dataset: entry.dataset as DatasetId },
  patchSize,
  denoisers: ['network', 'gaussian', 'multiDelta', 'local'] as const,
};

beforeAll(setWasmBackend);

test('every finished network was measured with the weights that ship, and its pictures are there', async () => {
  expect(published.networks.map((each) => [each.id, each.sha256])).toEqual(
    entries.map((each) => [each.id, each.sha256]),
  );
  for (const measure of published.networks) {
    const path = localPicturesPath(measure.id);
    const { dim } = datasetInfo(entries.find((each) => each.id === measure.id)!.dataset as DatasetId);
    const packed = Uint8Array.from(readFileSync(new URL(`../public/${path}`, import.meta.url)));
    const length = localPicturesLength(measure, sigmas.length, dim);
    expect((await unpack(packed, path, length)).length).toBe(length);
  }
});

test('the errors, measured again as a figure does', { timeout: 60_000 }, async () => {
  const levels = [3, 6, 8];
  const frames: ErrorsFrame[] = [];
  await runErrors(
    { ...localErrorsJob(asked, published, published.imageCount), sigmas: levels.map((level) => sigmas[level]!) },
    makeContext<'errors'>((frame) => frames.push(frame)),
  );
  for (const [i, level] of levels.entries()) {
    const { network, ...others } = frames[i]!.rows;
    expect(network!.error.mean).toBeCloseTo(row.error.network![level]!.mean, 4);
    for (const name of ['gaussian', 'multiDelta', 'local'] as const) {
      expect(others[name]!.rmseToFirst.mean, name).toBeCloseTo(row.rmseToNetwork[name]![level]!.mean, 3);
      expect(others[name]!.error.mean, name).toBeCloseTo(row.error[name]![level]!.mean, 3);
    }
  }
});

test('the first samples, drawn again as a figure does', { timeout: 60_000 }, async () => {
  const path = localPicturesPath(id);
  const packed = Uint8Array.from(readFileSync(new URL(`../public/${path}`, import.meta.url)));
  const pictures = await unpack(packed, path, localPicturesLength(row, sigmas.length, 784));
  const count = 2;
  const { rows } = await runSurvey(localSurveyJob(asked, published, count), makeContext<'survey'>());
  const kept = samplePictures(row, pictures, 784);
  for (const name of asked.denoisers) {
    const bytes = toBytes(rows[name]!.samples);
    const gaps = bytes.map((byte, p) => Math.abs(byte - kept[name]![p]!));
    expect(Math.max(...gaps), name).toBeLessThanOrEqual(2);
  }
  expect(picturedIds(row)).toContain('local');
});

test('the winner at each level is the one of the least distance; a whole square is the multi-delta', () => {
  for (const { nearest, rmseToNetwork, patchSizes } of published.networks)
    for (const [level, { id: winner, lead }] of nearest.entries()) {
      const own = Object.entries(rmseToNetwork).filter(([name]) => name !== 'local' || !isWhole(patchSizes[level]!));
      const least = Math.min(...own.map(([, estimates]) => estimates[level]!.mean));
      expect(rmseToNetwork[winner]![level]!.mean).toBeCloseTo(least, 4);
      expect(lead.mean).toBeGreaterThanOrEqual(0);
      if (isWhole(patchSizes[level]!))
        expect(rmseToNetwork.local![level]!.mean).toBeCloseTo(rmseToNetwork.multiDelta![level]!.mean, 3);
    }
});

test('squares are large while there is much noise, the whole image at sigma = 4, and small at the end', () => {
  const finished = published.networks.filter(
    ({ id: name }) => entries.find((each) => each.id === name)!.checkpointOf === undefined,
  );
  const four = sigmas.findIndex((sigma) => sigma < 5);
  for (const { id: name, patchSizes, rmseToNetwork } of finished) {
    expect(patchSizes[four], name).toBe(55);
    // with most noise all large squares answer nearly the mean: one that calibration preferred is no nearer on other images
    expect(patchSizes[0], name).toBeGreaterThanOrEqual(19);
    const [square, whole] = [rmseToNetwork.local![0]!, rmseToNetwork.multiDelta![0]!];
    expect(whole.mean - square.mean, name).toBeLessThan(2 * Math.hypot(square.standardError, whole.standardError));
    expect(patchSizes.at(-1), name).toBeLessThanOrEqual(5);
  }
});
