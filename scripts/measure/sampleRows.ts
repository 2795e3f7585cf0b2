/** Samples of networks of few and of many images, and of the simple denoisers, from the same noises by ten steps of Euler's method. */
import { gzipSync } from 'node:zlib';
import { type DatasetId, datasets } from '../../src/data/catalog';
import { toBytes } from '../../src/data/pixels';
import { denoiserIds } from '../../src/denoisers/catalog';
import { runSurvey } from '../../src/engine/jobs/survey';
import { finishedEntries, readModelEntries } from '../../src/network/models';
import { fewAndMany } from '../../src/state/fewAndMany';
import { defaultInputs } from '../../src/state/inputs';
import {
  sampleRowsJob,
  type SampleRowsMeasures,
  sampleRowsPath,
  sampleRowsPicturesPath,
} from '../../src/state/sampleRows';
import { readPublicFile } from '../readPublicFile';
import { makeContext, today, writeBytes, writeResult } from './context';

const settings = { command: 'npm run measure -- sampleRows', count: 8, seed: defaultInputs.seed };

export async function measureSampleRows(): Promise<void> {
  const entries = finishedEntries(await readModelEntries(readPublicFile)).map((entry) => ({
    ...entry,
    dataset: entry.dataset as DatasetId,
  }));
  const sets: SampleRowsMeasures['sets'][number][] = [];
  const pictures: Buffer[] = [];
  for (const dataset of Object.keys(datasets) as DatasetId[])
    for (const network of fewAndMany(entries, dataset)) {
      const { rows } = await runSurvey(sampleRowsJob(network, settings), makeContext<'survey'>());
      const denoisers = denoiserIds.filter((id) => rows[id]);
      for (const id of denoisers) pictures.push(Buffer.from(toBytes(rows[id]!.samples)));
      const { id, subset } = network;
      const { sha256 } = entries.find((entry) => entry.id === id)!;
      sets.push({ id, sha256, dataset, images: subset.count, denoisers });
    }
  await writeBytes(sampleRowsPicturesPath, gzipSync(Buffer.concat(pictures), { level: 9 }));
  await writeResult(sampleRowsPath, { version: 1, ...settings, date: today(), sets } satisfies SampleRowsMeasures);
}
