/**
 * What disjoint halves of the images do with the same noises (Kadkhodaie et al. 2024): the Gaussian and the multi-delta at each N, and every pair of
 * finished networks. Rows that nothing has changed under are kept, unless `-- pairs --again`.
 */
import { type DatasetId, datasetInfo, datasets } from '../../src/data/catalog';
import { firstImages, secondHalf, type Subset } from '../../src/data/subset';
import { type ClosedFormId, closedFormIds, type DenoiserId } from '../../src/denoisers/catalog';
import { runSurvey } from '../../src/engine/jobs/survey';
import type { SurveyResult } from '../../src/engine/protocol';
import { isMemorized } from '../../src/metrics/catalog';
import { type ModelEntry, readModelEntries } from '../../src/network/models';
import {
  type ClosedFormMeasure,
  type NetworkPair,
  pairsPath,
  type PairMeasures,
  parsePairMeasures,
} from '../../src/state/pairMeasures';
import { pairCosines, similaritySpread } from '../../src/state/similarity';
import { readPublicFile } from '../readPublicFile';
import { makeContext, readResult, rounded, today, writeResult } from './context';

const sampleCount = 64;
const sampleSeed = 2026;
/** N, as far as a dataset goes. */
const counts = [16, 64, 256, 1024, 4096, 8192, 16_384];

export async function measurePairs({ again = false } = {}): Promise<void> {
  const earlier = again ? undefined : await readEarlier();
  const [rows, pairs]: [ClosedFormMeasure[], NetworkPair[]] = [[], []];
  const write = async () => {
    const head = { version: 1, command: 'npm run measure -- pairs', date: today(), sampleCount, sampleSeed, steps: 18 };
    const file = { ...head, closedForms: rows, networks: pairs } satisfies PairMeasures;
    await writeResult(pairsPath, file);
  };
  for (const [first, second] of await networkPairs()) {
    const known = earlier?.networks.find(({ sha256 }) => sha256[0] === first.sha256 && sha256[1] === second.sha256);
    pairs.push(known ?? (await measurePair(first, second)));
  }
  for (const dataset of Object.keys(datasets) as DatasetId[])
    for (const images of counts.filter((count) => count <= datasetInfo(dataset).trainCount)) {
      const known = earlier?.closedForms.find((row) => row.dataset === dataset && row.images === images);
      rows.push(known ?? (await measureClosedForms(dataset, images)));
      if (!known) await write();
    }
  await write();
}

async function readEarlier(): Promise<PairMeasures | undefined> {
  try {
    return parsePairMeasures(await readResult(pairsPath));
  } catch {
    return undefined; // of another version, or not there: all is measured
  }
}

/** Finished networks of one width on the first N images and on the next N. */
async function networkPairs(): Promise<[ModelEntry, ModelEntry][]> {
  const finished = (await readModelEntries(readPublicFile)).filter(
    ({ imagesSeen, plannedImages, checkpointOf }) => checkpointOf === undefined && imagesSeen >= plannedImages,
  );
  return finished
    .filter(({ subset }) => subset.start === 0)
    .flatMap((first) => {
      const isSecond = ({ dataset, subset: { start, count }, width }: ModelEntry) =>
        dataset === first.dataset && width === first.width && start === count && count === first.subset.count;
      const second = finished.find(isSecond);
      return second ? [[first, second] satisfies [ModelEntry, ModelEntry]] : [];
    });
}

async function measurePair(first: ModelEntry, second: ModelEntry): Promise<NetworkPair> {
  const dataset = first.dataset as DatasetId;
  const surveys = [
    await survey(dataset, first.subset, ['network'], first.id),
    await survey(dataset, second.subset, ['network'], second.id),
  ] as const;
  return {
    dataset,
    images: first.subset.count,
    width: first.width,
    ids: [first.id, second.id],
    sha256: [first.sha256, second.sha256],
    cosines: cosinesOf(...surveys, 'network'),
  };
}

async function measureClosedForms(dataset: DatasetId, images: number): Promise<ClosedFormMeasure> {
  const first = await survey(dataset, firstImages(images), closedFormIds);
  const hasSecond = 2 * images <= datasetInfo(dataset).trainCount;
  const second = hasSecond ? await survey(dataset, secondHalf(images), closedFormIds) : undefined;
  const each = <T>(of: (id: ClosedFormId) => T) => ({ gaussian: of('gaussian'), multiDelta: of('multiDelta') });
  const similaritiesOf = (id: ClosedFormId) => first.rows[id]!.similarities;
  return roundedAll({
    dataset,
    images,
    memorizedFraction: each((id) => similaritiesOf(id).filter(isMemorized).length / sampleCount),
    similarity: { ...each((id) => similaritySpread(similaritiesOf(id))), fresh: similaritySpread(first.fresh) },
    pairs: second ? each((id) => cosinesOf(first, second, id)) : null,
  });
}

/** From the same noises, whatever the half. */
async function survey(
  dataset: DatasetId,
  subset: Subset,
  denoisers: readonly DenoiserId[],
  network?: string,
): Promise<SurveyResult> {
  const job = { kind: 'survey' as const, dataset, subset, denoisers, count: sampleCount, seed: sampleSeed };
  const result = await runSurvey({ ...job, ...(network && { network }) }, makeContext<'survey'>());
  const [reason] = Object.values(result.refused);
  if (reason !== undefined) throw new Error(reason);
  return result;
}

/** Centred with the mean of the first half. */
function cosinesOf(first: SurveyResult, second: SurveyResult, id: DenoiserId) {
  return roundedAll(pairCosines(first.rows[id]!, second.rows[id]!, first.mean));
}

/** Every number in it, to five digits. */
function roundedAll<T extends object>(value: T): T {
  const round = (_: string, part: unknown) => (typeof part === 'number' ? rounded(part, 5) : part);
  return JSON.parse(JSON.stringify(value, round)) as T;
}
