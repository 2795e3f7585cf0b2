/** The singular directions of the Jacobians of networks of few and of many images at one noisy image: the first view of "What does it answer to?". */
import { gzipSync } from 'node:zlib';
import { type DatasetId, datasets } from '../../src/data/catalog';
import { paperSigmas } from '../../src/denoisers/linearCatalog';
import { runJacobian } from '../../src/engine/jobs/jacobian';
import { finishedEntries, readModelEntries } from '../../src/network/models';
import { fewAndMany } from '../../src/state/fewAndMany';
import { defaultInputs } from '../../src/state/inputs';
import { heldOutIndex } from '../../src/state/oneStep';
import {
  sensitivityJob,
  type SensitivityMeasures,
  sensitivityOf,
  sensitivityPath,
  sensitivityPicturesPath,
  type SensitivitySet,
} from '../../src/state/sensitivity';
import { readPublicFile } from '../readPublicFile';
import { library, makeContext, rounded, today, writeBytes, writeResult } from './context';

const { seed } = defaultInputs;
const sigmas = paperSigmas.map((sigma) => Number(sigma.toPrecision(6)));

export async function measureSensitivity(): Promise<void> {
  const entries = finishedEntries(await readModelEntries(readPublicFile)).map((entry) => ({
    ...entry,
    dataset: entry.dataset as DatasetId,
  }));
  const sets: SensitivitySet[] = [];
  const pictures: Buffer[] = [];
  for (const dataset of Object.keys(datasets) as DatasetId[]) {
    const image = await (await library.dataset(dataset)).images('heldOut', heldOutIndex(dataset, seed), 1);
    for (const network of fewAndMany(entries, dataset)) {
      const levels: SensitivitySet['levels'][number][] = [];
      for (const sigma of sigmas) {
        const job = sensitivityJob(network, { image, sigma, seed });
        const found = sensitivityOf(await runJacobian(job, makeContext<'jacobian'>()));
        pictures.push(Buffer.from(found.pictures));
        const { values, asymmetry } = found;
        levels.push({ values: values.map((value) => rounded(value, 5)), asymmetry: rounded(asymmetry, 5) });
      }
      const { sha256 } = entries.find(({ id }) => id === network.id)!;
      sets.push({ id: network.id, sha256, dataset, images: network.subset.count, levels });
    }
  }
  await writeBytes(sensitivityPicturesPath, gzipSync(Buffer.concat(pictures), { level: 9 }));
  const command = 'npm run measure -- sensitivity';
  const file = { version: 1, command, date: today(), seed, sigmas, sets } satisfies SensitivityMeasures;
  await writeResult(sensitivityPath, file);
}
