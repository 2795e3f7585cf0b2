/**
 * Which simple denoiser predicts each network's images: Gaussian, linear, multi-delta, and local with a patch P(sigma) that is calibrated on the network. Rows
 * whose network has not changed are kept, unless `-- local --again`. Linear maps are distilled where none comes with the page, and kept in .cache; so are the
 * answers of the local denoiser, which do not depend on the network: one of known images takes minutes.
 */
import { gzipSync } from 'node:zlib';
import { type DatasetId, datasetInfo } from '../../src/data/catalog';
import { meanPixels, toBytes, toFloatPixels } from '../../src/data/pixels';
import {
  type CandidateId,
  candidateIds,
  type DenoiserId,
  denoiserIds,
  isWhole,
  patchSizes,
} from '../../src/denoisers/catalog';
import { paperSchedule, paperSigmas } from '../../src/denoisers/linearCatalog';
import { makeLocalDenoiser } from '../../src/denoisers/local';
import type { Denoiser } from '../../src/diffusion/denoiser';
import { karrasSigmas } from '../../src/diffusion/schedule';
import { normaliseNoisy } from '../../src/draw/gray';
import { borrowFor } from '../../src/engine/borrow';
import { drawSamples } from '../../src/engine/jobs/survey';
import { estimate, type Estimate } from '../../src/math/estimate';
import { quantile } from '../../src/math/quantile';
import { drawNormals, makeRng } from '../../src/math/rng';
import { type DenoiserErrors, denoiserErrors } from '../../src/metrics/denoiserErrors';
import { bestPatches, type CalibratedPatch, type PatchError, patchSizeAt } from '../../src/metrics/patchSizes';
import { finishedEntries, type ModelEntry, readModelEntries } from '../../src/network/models';
import {
  type LocalMeasure,
  type LocalMeasures,
  localMeasuresPath,
  localPicturesPath,
  parseLocalMeasures,
  sampleAgreement,
  sampleR2,
  winnerOf,
  shownImages,
  shownSamples,
} from '../../src/state/localMeasures';
import * as tf from '../../src/tfjs';
import { readPublicFile } from '../readPublicFile';
import { library, makeContext, readResult, renewRows, significant, today, writeBytes, writeResult } from './context';
import { keepAnswers } from './keepAnswers';
import { haveLinearMaps } from './linearMaps';

const settings = {
  command: 'npm run measure -- local',
  sampleCount: 64,
  sampleSeed: 2026,
  imageCount: 32,
  noiseSeed: 7,
  calibration: { start: 64, count: 16 },
  sigmas: paperSigmas.map((sigma) => Number(sigma.toPrecision(6))),
};
const { sigmas } = settings;

export async function measureLocal({ again = false } = {}): Promise<void> {
  const earlier = again ? [] : await readEarlier();
  await renewRows(finishedEntries(await readModelEntries(readPublicFile)), earlier, {
    measure: measureNetwork,
    write: (networks) =>
      writeResult(localMeasuresPath, { version: 1, ...settings, date: today(), networks } satisfies LocalMeasures),
  });
}

/** Distils, from the last network on, the maps of those that `measureLocal`, which begins with the first, will measure: most of its time. */
export async function distilAhead({ again = false } = {}): Promise<void> {
  const earlier = again ? [] : await readEarlier();
  const isKept = (entry: ModelEntry) => earlier.some(({ id, sha256 }) => id === entry.id && sha256 === entry.sha256);
  const entries = finishedEntries(await readModelEntries(readPublicFile));
  for (const entry of entries.toReversed()) if (!isKept(entry)) await haveLinearMaps(entry);
}

async function readEarlier(): Promise<readonly LocalMeasure[]> {
  try {
    return parseLocalMeasures(await readResult(localMeasuresPath)).networks.filter(({ agreement }) => agreement.linear);
  } catch {
    return []; // of another version, or not there: all is measured
  }
}

interface Made {
  readonly id: DenoiserId;
  readonly denoiser: Denoiser;
}

async function measureNetwork(entry: ModelEntry): Promise<LocalMeasure> {
  const { id, sha256, subset } = entry;
  const dataset = entry.dataset as DatasetId;
  await haveLinearMaps(entry);
  const context = makeContext();
  const borrowed = borrowFor({ dataset, subset, network: id }, context);
  try {
    const images = await borrowed.trainingImages();
    const name = `${dataset} ${subset.start} ${subset.count}`;
    const withPatch = (size: number) => keepAnswers(makeLocalDenoiser(images, size), `${name} ${size}`);
    const locals = new Map(patchSizes.map((size) => [size as number, withPatch(size)]));
    const { made } = await borrowed.denoisers(['network', 'gaussian', 'multiDelta', 'linear'], sigmas);
    const heldOut = async (start: number, count: number) =>
      toFloatPixels(await (await library.dataset(dataset)).images('heldOut', start, count));

    const { start, count } = settings.calibration;
    const calibrated = await calibrate(made[0]!.denoiser, locals, await heldOut(start, count));
    const local: Denoiser = {
      ...locals.get(1)!,
      denoise: (x, sigma) => locals.get(patchSizeAt(calibrated, sigma))!.denoise(x, sigma),
    };
    const all: Made[] = [...made, { id: 'local', denoiser: local }];
    const clean = await heldOut(0, settings.imageCount);
    const errors = await errorsOf(all, clean, calibrated);
    const samples = await samplesOf(all);
    await writeBytes(localPicturesPath(id), await picturesOf(all, samples, clean, datasetInfo(dataset).sigmaData));
    const { dim } = datasetInfo(dataset);
    const mean = meanPixels(await library.images(dataset, subset, context), dim);
    const candidates = candidateIds.filter((candidate) => samples.has(candidate));
    return {
      id,
      sha256,
      patchSizes: calibrated.map(({ patchSize }) => patchSize),
      ...errors,
      mostAlike: {
        raw: alikeOf(samples, candidates, dim),
        centered: alikeOf(samples, candidates, dim, mean),
      },
      agreement: Object.fromEntries(
        candidates.map((each) => [
          each,
          roundedAll(sampleAgreement(samples.get('network')!, samples.get(each)!, mean)),
        ]),
      ),
    };
  } finally {
    borrowed.release();
  }
}

/** By falling sigma, the patch whose answers are nearest to the network's. */
async function calibrate(network: Denoiser, locals: ReadonlyMap<number, Denoiser>, clean: Float32Array) {
  const errors: PatchError[] = [];
  for (const sigma of sigmas) {
    const found = await denoiserErrors([network, ...locals.values()], { clean, sigma, seed: settings.noiseSeed });
    for (const [i, patchSize] of [...locals.keys()].entries())
      errors.push({ sigma, patchSize, error: found[i + 1]!.rmseToFirst.mean });
  }
  return bestPatches(errors);
}

async function errorsOf(all: readonly Made[], clean: Float32Array, calibrated: readonly CalibratedPatch[]) {
  const denoisers = all.map(({ denoiser }) => denoiser);
  const rows: DenoiserErrors[][] = [];
  for (const sigma of sigmas) rows.push(await denoiserErrors(denoisers, { clean, sigma, seed: settings.noiseSeed }));
  const table = (part: readonly Made[], quantity: 'error' | 'rmseToFirst') =>
    Object.fromEntries(
      part.map((one) => [one.id, rows.map((row) => roundedAll<Estimate>(row[all.indexOf(one)]![quantity]))]),
    );
  const nearest = rows.map((row, level) => {
    const isOwn = ({ id }: Made) => id !== 'network' && !(id === 'local' && isWhole(calibrated[level]!.patchSize));
    const entries = all.flatMap((one, i) =>
      isOwn(one) ? [[one.id as CandidateId, row[i]!.toFirst.map((distance) => -distance)] as const] : [],
    );
    return roundedAll(winnerOf(entries, (values) => estimate(values).mean));
  });
  return { error: table(all, 'error'), rmseToNetwork: table(all.slice(1), 'rmseToFirst'), nearest };
}

/** Of those whose samples predict the network's best. @param origin  as in `sampleR2` */
function alikeOf(
  samples: ReadonlyMap<DenoiserId, Float32Array>,
  candidates: readonly CandidateId[],
  dim: number,
  origin?: ArrayLike<number>,
) {
  const entries = candidates.map(
    (id) => [id, sampleR2(samples.get('network')!, samples.get(id)!, dim, origin)] as const,
  );
  return roundedAll(winnerOf(entries, (values) => quantile(values, 0.5)));
}

async function samplesOf(all: readonly Made[]): Promise<Map<DenoiserId, Float32Array>> {
  const schedule = karrasSigmas(paperSchedule);
  const { sampleCount: count, sampleSeed: seed } = settings;
  const samples = new Map<DenoiserId, Float32Array>();
  for (const { id, denoiser } of all)
    samples.set(id, await drawSamples(denoiser, { count, seed, sigmas: schedule, sampler: 'euler' }));
  return samples;
}

async function picturesOf(
  all: readonly Made[],
  samples: ReadonlyMap<DenoiserId, Float32Array>,
  clean: Float32Array,
  sigmaData: number,
): Promise<Uint8Array> {
  const { dim } = all[0]!.denoiser;
  const ordered = denoiserIds.flatMap((id) => all.filter((one) => one.id === id));
  const pictures = ordered.map(({ id }) => samples.get(id)!.subarray(0, shownSamples * dim));
  const own = clean.subarray(0, shownImages * dim);
  const noise = drawNormals(makeRng(settings.noiseSeed), own.length);
  for (const sigma of sigmas) {
    const noisy = own.map((pixel, p) => pixel + sigma * noise[p]!);
    const x = tf.tensor2d(noisy, [shownImages, dim]);
    pictures.push(normaliseNoisy(noisy, sigma, sigmaData));
    for (const { denoiser } of ordered) {
      const answer = denoiser.denoise(x, sigma);
      pictures.push((await answer.data()) as Float32Array);
      answer.dispose();
    }
    x.dispose();
  }
  return gzipSync(Buffer.concat(pictures.map((each) => Buffer.from(toBytes(each)))), { level: 9 });
}

/** Every number in it, to five digits that count. */
function roundedAll<T extends object>(value: T): T {
  const round = (_: string, part: unknown) => (typeof part === 'number' ? significant(part, 5) : part);
  return JSON.parse(JSON.stringify(value, round)) as T;
}
