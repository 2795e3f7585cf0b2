/**
 * Measures what the page shows before its engine runs, into public/results: `npm run measure -- planes` (the first two modes of each dataset) and
 * `npm run measure -- openings` (the opening figure's trajectories).
 */
import '@tensorflow/tfjs-backend-wasm';
import { mkdir, writeFile } from 'node:fs/promises';
import { datasets, type DatasetId } from '../src/data/catalog';
import { planePath, type PlaneFile } from '../src/data/plane';
import { firstImages } from '../src/data/subset';
import { denoiserIds } from '../src/denoisers/catalog';
import { computeSpectrum } from '../src/denoisers/spectrum';
import { makeDeviceCache } from '../src/engine/deviceCache';
import { runPlane } from '../src/engine/jobs/plane';
import { runSample } from '../src/engine/jobs/sample';
import { makeLibrary } from '../src/engine/library';
import { packImage, toBase64, type MeasuredTrajectory } from '../src/engine/measured';
import type { SampleFrame, SampleJob } from '../src/engine/protocol';
import type { Spectrum } from '../src/math/spectrum';
import { zoo } from '../src/network/zoo';
import * as tf from '../src/tfjs';
import { readPublicFile } from './readPublicFile';

/** Inputs of the opening figure, which the page's defaults match. */
const opening = { steps: 18, sampler: 'heun', sigmaMax: 80, rho: 7, seed: 1 } as const;
const openingImages = [64, 16384];

const publicFolder = new URL('../public/', import.meta.url);
const library = makeLibrary({
  readFile: readPublicFile,
  computeSpectrum: (bytes, count, dim) => Promise.resolve(finish(computeSpectrum(bytes, count, dim))),
});
const parts: Record<string, () => Promise<void>> = { planes: measurePlanes, openings: measureOpenings };

function finish(work: Generator<unknown, Spectrum, undefined>): Spectrum {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

async function write(path: string, contents: PlaneFile | MeasuredTrajectory): Promise<void> {
  const file = new URL(path, publicFolder);
  await mkdir(new URL('.', file), { recursive: true });
  await writeFile(file, `${JSON.stringify(contents)}\n`);
  console.log(path);
}

const rounded = (value: number, digits = 6) => Number(value.toFixed(digits));

async function measurePlanes(): Promise<void> {
  for (const dataset of Object.keys(datasets) as DatasetId[]) {
    const { dim, trainCount: count } = datasets[dataset];
    const { mean, modes, eigenvalues } = await library.spectrum(dataset, firstImages(count));
    const list = (values: Float64Array) => Array.from(values, (value) => rounded(value));
    await write(planePath(dataset), {
      version: 1,
      command: 'npm run measure -- planes',
      dataset,
      count,
      mean: list(mean),
      modes: [list(modes.slice(0, dim)), list(modes.slice(dim, 2 * dim))],
      deviations: [rounded(Math.sqrt(eigenvalues[0]!)), rounded(Math.sqrt(eigenvalues[1]!))],
    });
  }
}

async function measureOpenings(): Promise<void> {
  for (const count of openingImages) {
    const subset = firstImages(count);
    const network = zoo.find(
      (entry) => entry.dataset === 'fashion' && entry.subset.start === 0 && entry.subset.count === count,
    );
    if (!network) throw new Error(`measure: no network of ${count} Fashion images is in the table of networks`);
    const job: SampleJob = {
      kind: 'sample',
      dataset: 'fashion',
      subset,
      network: network.id,
      denoisers: denoiserIds,
      ...opening,
    };
    const frames: SampleFrame[] = [];
    const context = {
      library,
      device: makeDeviceCache(0),
      backend: 'wasm' as const,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    };
    const result = await runSample(job, { ...context, emit: (frame) => frames.push(frame) });
    const { dots, deviations } = await runPlane(
      { kind: 'plane', dataset: 'fashion', subset },
      { ...context, emit: () => undefined },
    );
    await write(`results/opening-fashion-n${count}.json`, {
      version: 1,
      command: 'npm run measure -- openings',
      date: new Date().toISOString().slice(0, 10),
      job,
      sigmas: result.sigmas,
      evaluations: result.evaluations,
      frames: frames.map(({ step, sigma, rows }) => ({
        step,
        sigma,
        rows: Object.fromEntries(
          Object.entries(rows).map(([id, row]) => [
            id,
            {
              x: packImage(row.x),
              denoised: packImage(row.denoised),
              planeX: [rounded(row.planeX[0], 4), rounded(row.planeX[1], 4)],
              planeDenoised: [rounded(row.planeDenoised[0], 4), rounded(row.planeDenoised[1], 4)],
              nearest: row.nearest,
            },
          ]),
        ),
      })),
      nearestImages: Object.fromEntries(
        Object.entries(result.nearestImages).map(([id, { image, ...rest }]) => [
          id,
          { ...rest, image: toBase64(image) },
        ]),
      ),
      dots: Array.from({ length: dots.length / 2 }, (_, i) => [rounded(dots[2 * i]!, 3), rounded(dots[2 * i + 1]!, 3)]),
      deviations,
    });
  }
}

if (!(await tf.setBackend('wasm'))) throw new Error('measure: the WASM backend did not start');
const asked = process.argv.slice(2);
for (const part of asked.length > 0 ? asked : Object.keys(parts)) {
  const measure = parts[part];
  if (!measure) throw new RangeError(`measure: the parts are ${Object.keys(parts).join(', ')}, got ${part}`);
  await measure();
}
