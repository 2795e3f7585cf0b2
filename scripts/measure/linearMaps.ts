/** The linear maps of any network at the ten noise levels of the paper: those that come with the page, others distilled as those were, and kept in .cache. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { DatasetId } from '../../src/data/catalog';
import { paperSigmas } from '../../src/denoisers/linearCatalog';
import { runDistill } from '../../src/engine/jobs/distill';
import type { DistillFrame } from '../../src/engine/protocol';
import type { ModelEntry } from '../../src/network/models';
import { readSafetensors, writeSafetensors } from '../../src/network/safetensors';
import { writeWhole } from '../train/files';
import { library, makeContext } from './context';

export const distillSeed = 2026;
/** Noisy inputs at each of the noise levels: more where the network is less linear, and W the noisier for it. */
const inputCounts = [8192, 8192, 8192, 16_384, 32_768, 32_768, 32_768, 16_384, 8192, 8192];

/** Another text of training/distillLinear.ts begins anew. */
const source = readFileSync(new URL('../../src/training/distillLinear.ts', import.meta.url));
const folder = new URL(
  `../../.cache/linear/${createHash('sha256').update(source).digest('hex').slice(0, 16)}/`,
  import.meta.url,
);

/** Distils a network at one of the ten noise levels. @returns the map, as the library has it from now on */
export async function distilLevel({ id, dataset, subset, sha256: networkSha256 }: ModelEntry, level: number) {
  const sigma = paperSigmas[level]!;
  const taught = sourceOf({ dataset, subset, sha256: networkSha256 });
  const job = { kind: 'distill', ...taught, network: id, sigmas: [sigma], count: inputCounts[level]! } as const;
  await runDistill({ ...job, seed: distillSeed }, makeContext<'distill'>());
  return library.linear.distilled(taught, sigma)!;
}

/** Lets the library know a map at each of the ten noise levels. From nothing that takes minutes. */
export async function haveLinearMaps(entry: ModelEntry): Promise<void> {
  for (const [level, sigma] of paperSigmas.entries()) {
    if (await library.linear.ready(entry.sha256, sigma)) continue;
    const file = new URL(`${entry.sha256.slice(0, 16)}-${level}-${inputCounts[level]}.safetensors`, folder);
    const kept = await readFile(file).catch(() => undefined);
    if (kept) {
      const { tensors, metadata } = readSafetensors(kept, file.pathname);
      const map = { sigma, weight: tensors['weight']!.values, bias: tensors['bias']!.values };
      const frame = JSON.parse(metadata['frame']!) as DistillFrame;
      library.linear.keep(sourceOf(entry), { map, frame, seed: distillSeed });
      continue;
    }
    const { map, frame } = await distilLevel(entry, level);
    const dim = map.bias.length;
    const tensors = {
      weight: { shape: [dim, dim], values: Float32Array.from(map.weight) },
      bias: { shape: [dim], values: Float32Array.from(map.bias) },
    };
    await writeWhole(file, writeSafetensors({ tensors, metadata: { frame: JSON.stringify(frame) } }, 'F32'));
  }
}

const sourceOf = ({ dataset, subset, sha256 }: Pick<ModelEntry, 'dataset' | 'subset' | 'sha256'>) =>
  ({ dataset: dataset as DatasetId, subset, teacher: 'network', inputs: 'heldOut', networkSha256: sha256 }) as const;
