/** What networks of few and of many images, and the closed forms, make of one noisy image and of noise alone: the first view of "One step". */
import { gzipSync } from 'node:zlib';
import { type DatasetId, datasets } from '../../src/data/catalog';
import { toBytes } from '../../src/data/pixels';
import { karrasSigmas } from '../../src/diffusion/schedule';
import { runDenoise } from '../../src/engine/jobs/denoise';
import { finishedEntries, readModelEntries } from '../../src/network/models';
import { fewAndMany } from '../../src/state/fewAndMany';
import { defaultInputs } from '../../src/state/inputs';
import {
  heldOutIndex,
  oneStepDenoisers,
  oneStepInputs,
  oneStepJob,
  type OneStepMeasures,
  oneStepNoisy,
  oneStepOf,
  oneStepPath,
  oneStepPicturesPath,
} from '../../src/state/oneStep';
import { readPublicFile } from '../readPublicFile';
import { library, makeContext, rounded, today, writeBytes, writeResult } from './context';

const { seed } = defaultInputs;
const sigmas = karrasSigmas({ steps: 10 })
  .slice(0, -1)
  .map((sigma) => Number(sigma.toPrecision(6)));

export async function measureOneStep(): Promise<void> {
  const entries = finishedEntries(await readModelEntries(readPublicFile)).map((entry) => ({
    ...entry,
    dataset: entry.dataset as DatasetId,
  }));
  const sets: OneStepMeasures['sets'][number][] = [];
  const pictures: Uint8Array[] = [];
  for (const dataset of Object.keys(datasets) as DatasetId[]) {
    const image = await (await library.dataset(dataset)).images('heldOut', heldOutIndex(dataset, seed), 1);
    for (const network of fewAndMany(entries, dataset)) {
      const { id, subset } = network;
      const distances = [];
      for (const sigma of sigmas) {
        const job = oneStepJob(network, oneStepNoisy(image, sigma, seed), sigma);
        const step = oneStepOf(await runDenoise(job, makeContext<'denoise'>()));
        for (const i of oneStepInputs.keys())
          for (const name of oneStepDenoisers) pictures.push(Buffer.from(toBytes(step.answers[i]![name]!)));
        const round = (each: (typeof step.distances)[number]) =>
          Object.fromEntries(Object.entries(each).map(([name, value]) => [name, rounded(value, 4)]));
        distances.push(step.distances.map(round));
      }
      const { sha256 } = entries.find((entry) => entry.id === id)!;
      sets.push({ id, sha256, dataset, images: subset.count, distances });
    }
  }
  await writeBytes(oneStepPicturesPath, gzipSync(Buffer.concat(pictures), { level: 9 }));
  const command = 'npm run measure -- oneStep';
  await writeResult(oneStepPath, { version: 1, command, date: today(), seed, sigmas, sets } satisfies OneStepMeasures);
}
