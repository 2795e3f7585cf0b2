/** How far Gaussian, multi-delta and the ready linear denoisers are from every network at the ten noise levels of Li, Dai and Qu. Rows are kept as in `networks`. */
import type { DatasetId } from '../../src/data/catalog';
import type { SplitName } from '../../src/data/manifest';
import type { DenoiserId } from '../../src/denoisers/catalog';
import { paperSigmas } from '../../src/denoisers/linearCatalog';
import { runErrors } from '../../src/engine/jobs/errors';
import type { ErrorsFrame, ErrorsJob } from '../../src/engine/protocol';
import type { Estimate } from '../../src/math/estimate';
import { finishedEntries, readModelEntries, type ModelEntry } from '../../src/network/models';
import {
  parseScoreErrors,
  scoreCurve,
  type ScoreCurves,
  type ScoreErrorMeasures,
  type ScoreErrors,
  scoreErrorsPath,
} from '../../src/state/scoreErrors';
import { readPublicFile } from '../readPublicFile';
import { makeContext, readResult, renewRows, rounded, today, writeResult } from './context';

const settings = {
  command: 'npm run measure -- scoreErrors',
  count: 256,
  seed: 7,
  sigmas: paperSigmas.map((sigma) => Number(sigma.toPrecision(6))),
};

export async function measureScoreErrors({ again = false } = {}): Promise<void> {
  const entries = finishedEntries(await readModelEntries(readPublicFile));
  const earlier = again ? [] : await readEarlier();
  await renewRows(
    entries.filter(({ checkpointOf }) => checkpointOf === undefined),
    earlier,
    {
      measure: measureScore,
      write: (networks) =>
        writeResult(scoreErrorsPath, { version: 1, ...settings, date: today(), networks } satisfies ScoreErrorMeasures),
    },
  );
}

async function readEarlier(): Promise<readonly ScoreErrors[]> {
  try {
    return parseScoreErrors(await readResult(scoreErrorsPath)).networks;
  } catch {
    return []; // of another version, or not there: all is measured
  }
}

async function measureScore(entry: ModelEntry): Promise<ScoreErrors> {
  const { id, sha256 } = entry;
  return { id, sha256, heldOut: await scoreCurves(entry, 'heldOut'), train: await scoreCurves(entry, 'train') };
}

/** Of one network on the images of one split, by default as the published rows. */
export async function scoreCurves(
  entry: ModelEntry,
  split: SplitName,
  changes: Partial<ErrorsJob> = {},
): Promise<ScoreCurves> {
  const { id, dataset, subset } = entry;
  const { sigmas, count, seed } = settings;
  const ask = async (denoisers: readonly DenoiserId[]) => {
    const frames: ErrorsFrame[] = [];
    const source = { dataset: dataset as DatasetId, subset, network: id };
    await runErrors(
      { kind: 'errors', ...source, denoisers, sigmas, split, count, seed, ...changes },
      makeContext<'errors'>((frame) => frames.push(frame)),
    );
    return (name: DenoiserId) => {
      const errors = frames.flatMap(({ rows }) => rows[name] ?? []);
      return errors.length === 0 ? undefined : roundedCurve(scoreCurve(errors));
    };
  };
  const toNetwork = await ask(['network', 'gaussian', 'multiDelta', 'linear']);
  const linear = toNetwork('linear');
  const toGaussian = linear && (await ask(['gaussian', 'linear']));
  return {
    gaussian: toNetwork('gaussian')!,
    multiDelta: toNetwork('multiDelta')!,
    ...(linear && { linear, linearToGaussian: toGaussian!('linear')! }),
  };
}

function roundedCurve({ rmse, normalized }: ReturnType<typeof scoreCurve>) {
  const round = ({ mean, standardError }: Estimate) => ({
    mean: rounded(mean, 5),
    standardError: rounded(standardError, 5),
  });
  return { rmse: rmse.map(round), normalized: normalized.map(round) };
}
