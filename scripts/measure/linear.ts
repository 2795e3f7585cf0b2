/**
 * The linear maps that come with the page: those of two networks at the ten noise levels of the paper, distilled on held-out images. What is there for the
 * same weights is kept, unless `-- linear --again`.
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type DatasetId, datasetInfo } from '../../src/data/catalog';
import type { LinearMap } from '../../src/denoisers/linear';
import {
  type Distillation,
  linearFolder,
  type LinearManifest,
  paperSigmas,
  readLinearManifest,
  type ReadyMap,
} from '../../src/denoisers/linearCatalog';
import { packedDtypes, packLinearMap, unpackLinearMap } from '../../src/denoisers/packedLinear';
import { gaussianWeight } from '../../src/denoisers/spectralMatrix';
import { readBack } from '../../src/diffusion/readback';
import { weightDifference } from '../../src/metrics/linearMaps';
import type { ModelEntry } from '../../src/network/models';
import { writeSafetensors } from '../../src/network/safetensors';
import { readPublicFile } from '../readPublicFile';
import { library, today, writeBytes, writeResult } from './context';
import { distilLevel, distillSeed } from './linearMaps';

const command = 'npm run measure -- linear';
export const linearNetworks = ['fashion-n64-w32', 'fashion-n16384-w32'];

export async function measureLinear({ again = false } = {}): Promise<void> {
  const earlier = again
    ? []
    : await readLinearManifest(readPublicFile).then(
        ({ maps }) => maps,
        () => [],
      );
  const maps = [...earlier];
  for (const id of linearNetworks) {
    const { entry } = await library.model(id);
    for (const level of paperSigmas.keys()) {
      const file = `${id}-${level}.safetensors`;
      const place = maps.findIndex((map) => map.file === file);
      if (maps[place]?.networkSha256 === entry.sha256) continue;
      const made = await distil(entry, file, level);
      maps.splice(place < 0 ? maps.length : place, place < 0 ? 0 : 1, made);
      const manifest = {
        command,
        date: today(),
        seed: distillSeed,
        images: datasetInfo(made.dataset).heldOutCount,
        maps,
      } satisfies LinearManifest;
      await writeResult(`${linearFolder}/manifest.json`, { version: 1, ...manifest }, { indent: 1 });
    }
  }
}

async function distil(entry: ModelEntry, file: string, level: number): Promise<ReadyMap> {
  const { id, subset, sha256: networkSha256 } = entry;
  const dataset = entry.dataset as DatasetId;
  const { map, frame } = await distilLevel(entry, level);
  const onDevice = gaussianWeight(await library.spectrum(dataset, subset), map.sigma);
  const gaussian = await readBack([onDevice]).finally(() => onDevice.dispose());
  const { bytes, storedError } = pack(map, gaussian, { command, network: id, networkSha256, sigma: String(map.sigma) });
  await writeBytes(`${linearFolder}/${file}`, bytes);
  console.log(`${file}: difference ${frame.difference}, standard error ${frame.standardError}, stored ${storedError}`);
  const facts = { network: id, networkSha256, dataset, subset, file, bytes: bytes.length };
  return { ...facts, sha256: bytesToHex(sha256(bytes)), ...roundedAll(frame), storedError };
}

/** Six digits of each number, but for sigma, which names the noise level. */
export function roundedAll(frame: Distillation): Distillation {
  const round = (value: number) => Number(value.toPrecision(6));
  const { difference, standardError, residual, gaussianSize, mapSize } = frame;
  return {
    ...frame,
    difference: round(difference),
    standardError: round(standardError),
    residual: round(residual),
    gaussianSize: round(gaussianSize),
    mapSize: round(mapSize),
  };
}

/** The file, which says how far the map in it is from the one that was distilled. */
function pack(map: LinearMap, gaussian: Float32Array, metadata: Record<string, string>) {
  const stored = unpackLinearMap(packLinearMap(map, gaussian, metadata), gaussian);
  const storedError = Number(weightDifference(stored.weight, map.weight).toPrecision(3));
  const packed = packLinearMap(map, gaussian, { ...metadata, storedError: String(storedError) });
  return { bytes: writeSafetensors(packed, packedDtypes), storedError };
}
