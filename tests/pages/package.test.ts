/** The package as others get it: packed, installed into an empty project, used in plain Node and in a page of Vite's. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from './hostPages';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const gaussian = `
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { computeSpectrum, makeGaussianDenoiser } from 'hidden-gaussian/denoisers';
import { karrasSigmas, sample, samplers } from 'hidden-gaussian/diffusion';
import { drawNormals, makeRng } from 'hidden-gaussian/math';
import { effectiveRidge } from 'hidden-gaussian/theory';
await tf.setBackend('wasm');
const rng = makeRng(1);
const dim = 4, count = 60;
const bytes = Uint8Array.from({ length: count * dim }, () => rng.below(256));
const pieces = computeSpectrum(bytes, count, dim);
let piece = pieces.next();
while (!piece.done) piece = pieces.next();
const spectrum = piece.value;
const denoiser = makeGaussianDenoiser(spectrum);
const start = tf.tensor2d(Float32Array.from(drawNormals(makeRng(2), 3 * dim), (draw) => 80 * draw), [3, dim]);
// D = mean + sum_k lambda_k / (lambda_k + sigma^2) <v_k, x - mean> v_k, in float64
const noisy = [0.3, -1.2, 0.8, 2];
const exact = Array.from(spectrum.mean, (mean, p) => spectrum.eigenvalues.reduce((sum, value, k) => {
  const mode = spectrum.modes.subarray(k * dim, (k + 1) * dim);
  const along = mode.reduce((inner, entry, q) => inner + entry * (noisy[q] - spectrum.mean[q]), 0);
  return sum + (value / (value + 0.25)) * along * mode[p];
}, mean));
const denoised = [...denoiser.denoise(tf.tensor2d(noisy, [1, dim]), 0.5).dataSync()];
let last;
for (const { sigma, x } of sample({ denoiser, sampler: samplers.heun, sigmas: karrasSigmas({ steps: 18 }), start })) last = [sigma, ...x.dataSync()];
console.log(JSON.stringify({ exact, denoised, last, kappa: effectiveRidge([3, 2, 1, 0.5], 100, 0.01).kappa }));
`;
const files = {
  'package.json': JSON.stringify({ name: 'empty', private: true, type: 'module' }),
  'use.mjs': gaussian,
  'index.html': '<!doctype html><div id="root"></div><script type="module" src="./main.jsx"></script>',
  'main.jsx': `import { createRoot } from 'react-dom/client';
import { useState } from 'react';
import { Stepper } from 'hidden-gaussian/react';
import { effectiveRidge } from 'hidden-gaussian/theory';
const site = new URLSearchParams(location.search).get('site');
function App() {
  const [step, setStep] = useState('none');
  return <><p id="step">{step}</p><p id="ridge">{effectiveRidge([3, 2, 1, 0.5], 100, 0.01).kappa}</p>
    <Stepper site={site} images={64} steps={2} step={1} backend="wasm" onStep={({ step }) => setStep(String(step))} /></>;
}
createRoot(document.getElementById('root')).render(<App />);`,
};

test('the packed package works in plain Node and in a page', async ({ page, host, baseURL }) => {
  const folder = await mkdtemp(join(tmpdir(), 'package-'));
  try {
    await run('npx', ['tsx', 'scripts/buildLib.ts'], { cwd: root });
    const { stdout: packed } = await run('npm', ['pack', './dist-lib', '--pack-destination', folder], { cwd: root });
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const tarball = join(folder, packed.trim().split('\n').at(-1)!);
    const others = ['react@19', 'react-dom@19', 'vite@8', '@tensorflow/tfjs-backend-wasm@4.22.0'];
    await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball, ...others], { cwd: folder });

    const { stdout } = await run('node', ['use.mjs'], { cwd: folder });
    const { exact, denoised, last, kappa } = JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<string, number[]>;
    expect(last![0]).toBe(0);
    expect(last).toHaveLength(13);
    denoised!.forEach((value, p) => expect(value).toBeCloseTo(exact![p]!, 5));
    const k = kappa as unknown as number;
    const share = [3, 2, 1, 0.5].reduce((sum, value) => sum + value / (value + k), 0) / 100;
    expect(k - k * share).toBeCloseTo(0.01, 8); // its own equation
    await run('npx', ['vite', 'build', '--base', './'], { cwd: folder });
    const address = host.serveFolder(join(folder, 'dist'));
    await page.goto(`${address}index.html?site=${encodeURIComponent(baseURL!)}`);
    const figure = page.locator('hidden-gaussian');
    await expect(figure.locator('.run-status.is-done')).toBeVisible();
    await expect(page.locator('#ridge')).toHaveText(String(k));
    await figure.getByRole('button', { name: 'Step forward' }).click();
    await expect(page.locator('#step')).toHaveText('2');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
