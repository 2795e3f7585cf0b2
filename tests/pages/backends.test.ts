/** Every backend in real Chromium against float64, on eight noisy images that no denoiser has seen. */
import { toFloatPixels } from '../../src/data/pixels';
import type { DenoiserId } from '../../src/denoisers/catalog';
import type { BackendId } from '../../src/engine/protocol';
import { fashionBytes, noisyFashion } from '../materials';
import { readPublicFile } from '../../scripts/readPublicFile';
import { loadModel, readModelEntries } from '../../src/network/models';
import { makeGaussianMean, multiDeltaMean } from '../reference/denoisers';
import { localMean } from '../reference/local';
import { momentsOf } from '../reference/dense';
import { networkMean } from '../reference/unet';
import { expect, test } from './fixtures';

test.use({ baseURL: `http://localhost:${Number(process.env['PAGES_PORT'] ?? 4174) + 1}/` });
test.describe.configure({ mode: 'serial' });

const subset = { start: 0, count: 64 };
const network = 'fashion-n64-w32';
const imageCount = 8;
const dim = 784;
const patchSize = 9;
const sigmas = [0.01, 0.5, 5];
/** Largest difference of any pixel, in units where black is -1 and white is 1. */
const tolerance = 2e-3;

type Expected = Partial<Record<DenoiserId, Float64Array>>;
const cases: { sigma: number; x: Float32Array; expected: Expected }[] = [];

test.beforeAll(async () => {
  const images = Float64Array.from(toFloatPixels(await fashionBytes('train', subset.start, subset.count)));
  const entry = (await readModelEntries(readPublicFile)).find(({ id }) => id === network)!;
  const weights = { ...entry, values: (await loadModel(entry, readPublicFile)).values };
  for (const sigma of sigmas) {
    const x = await noisyFashion('heldOut', { count: imageCount, sigma });
    const gaussianMean = makeGaussianMean(momentsOf(images, dim), sigma);
    const each = (denoise: (row: Float32Array) => Float64Array) =>
      Float64Array.from(
        Array.from({ length: imageCount }, (_, i) => [...denoise(x.subarray(i * dim, (i + 1) * dim))]).flat(),
      );
    cases.push({
      sigma,
      x,
      expected: {
        gaussian: each(gaussianMean),
        multiDelta: each((row) => multiDeltaMean(images, row, sigma)),
        local: each((row) => localMean(images, row, { sigma, patchSize })),
        network: each((row) => networkMean(weights, row, sigma)),
      },
    });
  }
});

for (const backend of ['webgpu', 'webgl', 'wasm'] as const satisfies readonly BackendId[]) {
  test(`${backend} agrees with float64 within ${tolerance}`, async ({ page }) => {
    await page.goto('./');
    await page.waitForFunction(() => 'openEngine' in window);
    const { report, answers } = await page.evaluate(
      async ({ backend, asked, denoisers, subset, network, patchSize }) => {
        const engine = window.openEngine(backend); // one for all noise levels: its programs are compiled once
        const source = { dataset: 'fashion', subset, network, denoisers, patchSize } as const;
        const answers: Record<string, number[]>[] = [];
        for (const { sigma, x } of asked) {
          const { denoised } = await engine.run({ kind: 'denoise', ...source, sigma, x: Float32Array.from(x) });
          answers.push(Object.fromEntries(Object.entries(denoised).map(([id, values]) => [id, [...values]])));
        }
        const { report } = engine.status();
        engine.dispose();
        return { report, answers };
      },
      {
        ...{ backend, subset, network, patchSize },
        asked: cases.map(({ sigma, x }) => ({ sigma, x: [...x] })),
        denoisers: Object.keys(cases[0]!.expected) as DenoiserId[],
      },
    );
    expect(report).toMatchObject({ backend, refused: [] });
    for (const [i, { sigma, expected }] of cases.entries()) {
      const denoised = answers[i]!;
      for (const [id, reference] of Object.entries(expected)) {
        const values = denoised[id]!;
        expect(values.length).toBe(reference.length);
        const error = values.reduce((most, value, i) => Math.max(most, Math.abs(value - reference[i]!)), 0);
        console.log(`${backend}, ${id}, sigma ${sigma}: largest error ${error.toExponential(1)}`);
        expect(error, `${id} at sigma ${sigma}`).toBeLessThan(tolerance);
      }
    }
  });
}
