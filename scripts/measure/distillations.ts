/**
 * How near the best linear map of a denoiser is to the Gaussian's, for teachers and inputs that the maps of the page leave out: the multi-delta, and images
 * that the network was trained on. Rows that are there for the same weights are kept, unless `-- distillations --again`.
 */
import type { DatasetId } from '../../src/data/catalog';
import { firstImages } from '../../src/data/subset';
import { type Distillation, paperSigmas } from '../../src/denoisers/linearCatalog';
import { runDistill } from '../../src/engine/jobs/distill';
import {
  type DistillationRow,
  type Distillations,
  distillationsPath,
  parseDistillations,
} from '../../src/state/distillations';
import { library, makeContext, readResult, today, writeResult } from './context';
import { roundedAll } from './linear';

const seed = 2026;
/** Each with its number of noisy inputs at each noise level. */
const wanted: readonly (Omit<DistillationRow, 'levels' | 'networkSha256'> & { readonly count: number })[] = [
  { images: 64, teacher: 'multiDelta', inputs: 'train', count: 16_384 },
  { images: 64, teacher: 'multiDelta', inputs: 'heldOut', count: 16_384 },
  { images: 64, teacher: 'network', inputs: 'train', count: 8192 },
  { images: 16_384, teacher: 'network', inputs: 'train', count: 8192 },
];

export async function measureDistillations({ again = false } = {}): Promise<void> {
  const earlier = again ? [] : await readEarlier();
  const rows: DistillationRow[] = [];
  for (const { count, ...row } of wanted) {
    const network = `fashion-n${row.images}-w32`;
    const sha256 = row.teacher === 'network' ? (await library.model(network)).entry.sha256 : undefined;
    const known = earlier.find(
      ({ images, teacher, inputs, networkSha256 }) =>
        images === row.images && teacher === row.teacher && inputs === row.inputs && networkSha256 === sha256,
    );
    rows.push(known ?? { ...row, ...(sha256 && { networkSha256: sha256 }), levels: await distil(row, network, count) });
    const file = { command: 'npm run measure -- distillations', date: today(), seed, rows } satisfies Distillations;
    if (!known) await writeResult(distillationsPath, { version: 1, ...file }, { indent: 1 });
  }
}

async function distil(
  { images, teacher, inputs }: Omit<DistillationRow, 'levels'>,
  network: string,
  count: number,
): Promise<Distillation[]> {
  const levels: Distillation[] = [];
  const source = { dataset: 'fashion' as DatasetId, subset: firstImages(images), network, teacher, inputs };
  const context = makeContext<'distill'>((frame) => {
    levels.push(roundedAll(frame));
    console.log(images, teacher, inputs, frame.sigma, frame.difference, frame.standardError);
  });
  await runDistill({ kind: 'distill', ...source, sigmas: paperSigmas, count, seed }, context);
  return levels;
}

async function readEarlier(): Promise<readonly DistillationRow[]> {
  try {
    return parseDistillations(JSON.stringify(await readResult(distillationsPath))).rows;
  } catch {
    return []; // of another version, or not there: all is measured
  }
}
