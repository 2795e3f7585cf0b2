/** Training in real Chromium, without the site: WebGPU beside WebAssembly, and a lost device. */
import type { Page } from '@playwright/test';
import type { EngineClient } from '../../src/engine/client';
import type { BackendId, TrainFrame, TrainJob } from '../../src/engine/protocol';
import type { OneStep } from './engine/trainOneStep';
import { expect, test } from './fixtures';

declare global {
  interface Window {
    openEngine: (backend?: BackendId) => EngineClient;
    trainOneStep: (backend: BackendId) => Promise<OneStep>;
  }
}

test.use({ baseURL: `http://localhost:${Number(process.env['PAGES_PORT'] ?? 4174) + 1}/` });
test.describe.configure({ mode: 'serial' }); // software WebGPU uses every core

const open = async (page: Page) => {
  await page.goto('./');
  await page.waitForFunction(() => 'openEngine' in window);
};

const tiny: TrainJob = {
  kind: 'train',
  run: 'own-1',
  dataset: 'fashion',
  subset: { start: 0, count: 4 },
  width: 8,
  seed: 1,
  learningRate: 0.005,
  batchSize: 4,
  imagesSeen: 4 * 20,
  looks: 0,
};

/** Trains in the page and returns plain numbers. */
function train(page: Page, backend: BackendId, job: TrainJob, loseAfterStep?: number) {
  return page.evaluate(
    async ({ backend, job, loseAfterStep }) => {
      const engine = window.openEngine(backend);
      const steps: number[] = [];
      const losses: number[] = [];
      let lost: Promise<unknown> | undefined;
      const { isFinished, entry } = await engine.run(job, {
        onFrame: (frame: TrainFrame) => {
          if (frame.kind !== 'losses') return;
          frame.losses.forEach((loss, i) => {
            steps.push(frame.firstStep + i);
            losses.push(loss);
          });
          if (!lost && loseAfterStep !== undefined && steps.length >= loseAfterStep)
            lost = engine.run({ kind: 'loseDevice' });
        },
      });
      await lost;
      const { notice, report } = engine.status();
      engine.dispose();
      return { steps, losses, isFinished, imagesSeen: entry.imagesSeen, notice, backend: report?.backend };
    },
    { backend, job, loseAfterStep },
  );
}

const allSteps = Array.from({ length: 20 }, (_, i) => i + 1);

test('the gradients of one step of a width-8 network agree between WebGPU and WebAssembly', async ({ page }) => {
  await open(page);
  const { losses, differences } = await page.evaluate(async () => {
    const wasm = await window.trainOneStep('wasm');
    const webgpu = await window.trainOneStep('webgpu');
    const differences = wasm.gradients.map(({ name, values }, i) => {
      const other = webgpu.gradients[i]!.values;
      let [largest, difference] = [0, 0];
      values.forEach((value, p) => {
        largest = Math.max(largest, Math.abs(value));
        difference = Math.max(difference, Math.abs(value - other[p]!));
      });
      return { name, largest, relative: difference / largest };
    });
    return { losses: [wasm.loss, webgpu.loss], differences };
  });
  console.log(`largest relative difference of a gradient: ${Math.max(...differences.map(({ relative }) => relative))}`);
  expect(Math.abs(losses[0]! - losses[1]!) / losses[0]!).toBeLessThan(1e-4);
  expect(differences.length).toBeGreaterThan(20);
  for (const { name, largest, relative } of differences) {
    expect(largest, name).toBeGreaterThan(0);
    expect(relative, name).toBeLessThan(1e-3); // of the largest gradient of the parameter
  }
});

for (const backend of ['webgpu', 'wasm'] as const)
  test(`20 steps of a width-8 network lower the loss on ${backend}`, async ({ page }) => {
    test.setTimeout(600_000);
    await open(page);
    const { steps, losses, isFinished, imagesSeen, ...ran } = await train(page, backend, tiny);
    expect(ran.backend).toBe(backend);
    expect(steps).toEqual(allSteps);
    expect({ isFinished, imagesSeen }).toEqual({ isFinished: true, imagesSeen: 80 });
    // beside a network that learns nothing from the same draws: the noise levels of single steps differ more than these few steps bring
    const untrained = await train(page, 'wasm', { ...tiny, run: 'own-2', learningRate: 1e-9 });
    const lastMean = (list: number[]) => list.slice(-5).reduce((sum, loss) => sum + loss, 0) / 5;
    expect(lastMean(losses)).toBeLessThan(0.85 * lastMean(untrained.losses));
  });

test('a training survives the loss of its device: every loss once, and those before it as they were', async ({
  page,
}) => {
  await open(page);
  const short = { ...tiny, imagesSeen: 4 * 4 };
  const calm = await train(page, 'wasm', short);
  const lost = await train(page, 'webgpu', short, 2);
  expect(lost.notice).toContain('device was lost');
  expect(lost.steps).toEqual([1, 2, 3, 4]);
  for (const [i, loss] of lost.losses.entries())
    expect(Math.abs(loss - calm.losses[i]!) / calm.losses[i]!, `step ${i + 1}`).toBeLessThan(1e-2);
});
