/** How linear every trained network is, and the closed forms of its images. Rows whose network has not changed are kept, unless `-- linearity --again`. */
import type { DatasetId } from '../../src/data/catalog';
import type { DenoiserId } from '../../src/denoisers/catalog';
import { karrasSigmas } from '../../src/diffusion/schedule';
import { runLinearity } from '../../src/engine/jobs/linearity';
import type { LinearityFrame, LinearityInputs, LinearityJob } from '../../src/engine/protocol';
import { alphaSquares } from '../../src/metrics/catalog';
import { finishedEntries, readModelEntries, type ModelEntry } from '../../src/network/models';
import {
  type ClosedFormLinearity,
  type LinearityByInputs,
  type LinearityCurves,
  type LinearityMeasures,
  linearityPath,
  type NetworkLinearity,
  parseLinearityMeasures,
} from '../../src/state/linearityMeasures';
import { readPublicFile } from '../readPublicFile';
import { makeContext, readResult, renewRows, rounded, today, writeResult } from './context';

const settings = {
  command: 'npm run measure -- linearity',
  pairs: 100,
  seed: 11,
  sigmas: karrasSigmas({ steps: 20 })
    .slice(0, -1)
    .map((sigma) => Number(sigma.toPrecision(6))),
  alphas: alphaSquares.map((square) => rounded(Math.sqrt(Number(square)), 8)),
};

export async function measureLinearity({ again = false } = {}): Promise<void> {
  const earlier = again ? undefined : await readEarlier();
  const closedForms: ClosedFormLinearity[] = [...(earlier?.closedForms ?? [])];
  const entries = finishedEntries(await readModelEntries(readPublicFile));
  const sets = entries.filter((entry, i) => entries.findIndex((other) => isSameSet(entry, other)) === i);
  const missing = sets.filter((entry) => !closedForms.some((row) => isSameSet(row, entry)));
  for (const entry of missing) closedForms.push(await measureClosedForms(entry));
  await renewRows(entries, earlier?.networks ?? [], {
    measure: measureOf,
    write: (networks) =>
      writeResult(linearityPath, {
        version: 1,
        ...settings,
        date: today(),
        networks,
        closedForms,
      } satisfies LinearityMeasures),
  });
}

async function measureOf(entry: ModelEntry): Promise<NetworkLinearity> {
  const { id, sha256, checkpointOf } = entry;
  const alphas = checkpointOf === undefined ? settings.alphas : settings.alphas.slice(0, 1);
  return { id, sha256, ...(await measure(entry, 'network', alphas)) };
}

async function readEarlier(): Promise<LinearityMeasures | undefined> {
  try {
    return parseLinearityMeasures(await readResult(linearityPath));
  } catch {
    return undefined; // of another version, or not there: all is measured
  }
}

function isSameSet(a: Pick<ClosedFormLinearity, 'dataset' | 'subset'>, b: Pick<ModelEntry, 'dataset' | 'subset'>) {
  return a.dataset === b.dataset && a.subset.start === b.subset.start && a.subset.count === b.subset.count;
}

async function measureClosedForms(entry: ModelEntry): Promise<ClosedFormLinearity> {
  const { dataset, subset } = entry;
  const gaussian = await measure(entry, 'gaussian', settings.alphas);
  return { dataset, subset, gaussian, multiDelta: await measure(entry, 'multiDelta', settings.alphas) };
}

async function measure(entry: ModelEntry, denoiser: DenoiserId, alphas: readonly number[]): Promise<LinearityByInputs> {
  const ask = async (inputs: LinearityInputs) =>
    curvesOf(await linearityFrames(entry, denoiser, { inputs, alphas }), denoiser);
  return { heldOut: await ask('heldOut'), noise: await ask('noise') };
}

/** Measures one denoiser of a network's images, by default as the published rows were. */
export async function linearityFrames(
  { id, dataset, subset }: ModelEntry,
  denoiser: DenoiserId,
  changes: Partial<LinearityJob> & Pick<LinearityJob, 'inputs'>,
): Promise<LinearityFrame[]> {
  const frames: LinearityFrame[] = [];
  const { sigmas, alphas, pairs: count, seed } = settings;
  const source = { dataset: dataset as DatasetId, subset, network: id };
  await runLinearity(
    { kind: 'linearity', ...source, denoisers: [denoiser], sigmas, alphas, count, seed, ...changes },
    makeContext<'linearity'>((frame) => frames.push(frame)),
  );
  return frames;
}

function curvesOf(frames: readonly LinearityFrame[], denoiser: DenoiserId): LinearityCurves {
  const alphas = frames[0]!.rows[denoiser]!.length;
  const table = (quantity: 'cosine' | 'normalizedError', number: 'mean' | 'standardError') =>
    Array.from({ length: alphas }, (_, a) =>
      frames.map(({ rows }) => rounded(rows[denoiser]![a]![quantity][number], 5)),
    );
  const estimates = (quantity: 'cosine' | 'normalizedError') => ({
    mean: table(quantity, 'mean'),
    standardError: table(quantity, 'standardError'),
  });
  return { cosine: estimates('cosine'), normalizedError: estimates('normalizedError') };
}
