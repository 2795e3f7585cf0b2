/** The engine in real Chromium, without the site: every backend against float64, the loss of a device, memory, aborts and broken files. */
import type { Page } from '@playwright/test';
import type { EngineClient, EngineStatus } from '../../src/engine/client';
import type { BackendId, SampleFrame, SampleJob } from '../../src/engine/protocol';
import { expect, test } from './fixtures';

declare global {
  interface Window {
    openEngine: (backend?: BackendId) => EngineClient;
  }
}

test.use({ baseURL: `http://localhost:${Number(process.env['PAGES_PORT'] ?? 4174) + 1}/` });
test.describe.configure({ mode: 'serial' }); // software WebGPU uses every core

const open = async (page: Page) => {
  await page.goto('./');
  await page.waitForFunction(() => 'openEngine' in window);
};

const sampleJob: SampleJob = {
  kind: 'sample',
  dataset: 'fashion',
  subset: { start: 0, count: 64 },
  denoisers: ['gaussian', 'multiDelta'],
  sampler: 'heun',
  steps: 8,
  sigmaMax: 80,
  rho: 7,
  seed: 5,
};

/** Runs a sample job in the page and returns plain frames. */
function runSample(page: Page, backend: BackendId, job: SampleJob, loseAfterStep?: number) {
  return page.evaluate(
    async ({ backend, job, loseAfterStep }) => {
      const engine = window.openEngine(backend);
      const frames: { step: number; values: number[] }[] = [];
      const notices = new Set<string>();
      engine.subscribe(() => {
        const { notice } = engine.status();
        if (notice !== undefined) notices.add(notice);
      });
      let lost: Promise<unknown> | undefined;
      const result = await engine.run(job, {
        onFrame: ({ step, rows }: SampleFrame) => {
          frames.push({ step, values: Object.values(rows).flatMap(({ x, denoised }) => [...x, ...denoised]) });
          if (step === loseAfterStep) lost = engine.run({ kind: 'loseDevice' });
        },
      });
      await lost;
      const status: EngineStatus = engine.status();
      engine.dispose();
      return { frames, notices: [...notices], report: status.report, backend: result.backend };
    },
    { backend, job, loseAfterStep },
  );
}

const largestDifference = (a: readonly number[], b: readonly number[]) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), a.length === b.length ? 0 : Infinity);

test('WebGPU is really there', async ({ page }) => {
  await open(page);
  const adapter = await page.evaluate(async () => (await navigator.gpu.requestAdapter()) !== null);
  expect(adapter).toBe(true);
});

test('a lost device: the trajectory finishes, equal to an undisturbed one', async ({ page }) => {
  await open(page);
  const calm = await runSample(page, 'webgpu', sampleJob);
  const lost = await runSample(page, 'webgpu', sampleJob, 3);
  expect(calm.notices).toEqual([]);
  expect(lost.notices).toEqual([expect.stringContaining('device was lost')]);
  expect(lost.report).toMatchObject({ backend: 'webgpu', refused: [] });
  expect(lost.frames.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  for (const [i, { step, values }] of lost.frames.entries()) {
    // x starts at 80 times the noise
    const scale = Math.max(1, ...values.map(Math.abs));
    expect(largestDifference(values, calm.frames[i]!.values) / scale, `step ${step}`).toBeLessThan(1e-3);
  }
});

test('a device lost again and again: the work moves to the next backend, and at last to WebAssembly', async ({
  page,
}) => {
  await open(page);
  const { report, frames } = await page.evaluate(async (job) => {
    const engine = window.openEngine();
    const frames: number[] = [];
    await engine.run(job, {
      onFrame: ({ step }) => {
        frames.push(step);
        if (step < 6) void engine.run({ kind: 'loseDevice' }).catch(() => undefined);
      },
    });
    const { report } = engine.status();
    engine.dispose();
    return { report, frames };
  }, sampleJob);
  expect(frames).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(report?.backend).toBe('wasm');
  expect(report?.refused.map((words) => words.replace(/:.* lost 3 times\.$/, ''))).toEqual(['WebGPU', 'WebGL']);
});

test('tensors and GPU memory stay flat over 20 runs with 20 changes of N', async ({ page }) => {
  await open(page);
  const memory = await page.evaluate(async (job) => {
    const engine = window.openEngine('webgpu');
    const seen: { tensors: number; gpuBytes: number }[] = [];
    for (let i = 0; i < 20; i++) {
      await engine.run({ ...job, subset: { start: 0, count: [16, 64, 32, 128][i % 4]! }, steps: 2, seed: i });
      seen.push(await engine.run({ kind: 'memory' }));
    }
    engine.dispose();
    return seen;
  }, sampleJob);
  // buffers are pooled by size: after two rounds of the four sets nothing new is allocated
  const settled = memory.slice(8);
  expect(new Set(settled.map(({ tensors }) => tensors)).size).toBe(1);
  expect(Math.max(...settled.map(({ gpuBytes }) => gpuBytes))).toBeLessThanOrEqual(memory[7]!.gpuBytes * 1.02);
  expect(settled[0]!.gpuBytes).toBeGreaterThan(100_000);
});

test('an abort arrives within one step, and the next job runs', async ({ page }) => {
  await open(page);
  const { steps, reason, after } = await page.evaluate(async (job) => {
    const engine = window.openEngine('wasm');
    const controller = new AbortController();
    const steps: number[] = [];
    const long = engine.run(
      { ...job, steps: 64 },
      {
        signal: controller.signal,
        onFrame: ({ step }) => {
          steps.push(step);
          if (step === 2) controller.abort(new Error('enough'));
        },
      },
    );
    const reason = await long.then(
      () => 'finished',
      (error: unknown) => (error as Error).message,
    );
    const after = await engine.run(job);
    engine.dispose();
    return { steps, reason, after: after.sigmas.length };
  }, sampleJob);
  expect(reason).toBe('enough');
  expect(steps).toEqual([0, 1, 2]);
  expect(after).toBe(9);
});

test('the spectrum of 16,384 images arrives within 5 s of its images, with progress, and is cached', async ({
  page,
}) => {
  await open(page);
  const { first, again, phases, rank } = await page.evaluate(async () => {
    const engine = window.openEngine('wasm');
    await engine.run({
      kind: 'images',
      dataset: 'fashion',
      split: 'train',
      indices: Array.from({ length: 16 }, (_, i) => 1024 * i),
    });
    const phases = new Set<string>();
    const time = async () => {
      const start = performance.now();
      const { eigenvalues } = await engine.run(
        { kind: 'spectrum', dataset: 'fashion', subset: { start: 0, count: 16384 } },
        { onProgress: ({ phase }) => phases.add(phase) },
      );
      return { elapsedMs: performance.now() - start, rank: eigenvalues.length };
    };
    const first = await time();
    const again = await time();
    engine.dispose();
    return { first: first.elapsedMs, again: again.elapsedMs, phases: [...phases], rank: first.rank };
  });
  console.log(`spectrum of 16,384 images: ${first.toFixed(0)} ms, from the cache ${again.toFixed(0)} ms`);
  expect(rank).toBe(784);
  expect(phases).toEqual(expect.arrayContaining(['moments', 'eigen']));
  expect(first).toBeLessThan(5000);
  expect(again).toBeLessThan(50);
});

test.describe('broken files', () => {
  test.use({ expectedErrors: [/404/, /Failed to load resource/] });
  const tryBoth = (page: Page) =>
    page.evaluate(async (job) => {
      const engine = window.openEngine('wasm');
      const outcome = (dataset: 'fashion' | 'digits') =>
        engine.run({ ...job, dataset, steps: 2 }).then(
          () => 'fine',
          (error: unknown) => (error as Error).message,
        );
      const first = await outcome('fashion');
      const other = await outcome('digits');
      return { first, other };
    }, sampleJob);

  test('a missing shard is named, and the other sets work', async ({ page }) => {
    await page.route('**/fashion/train-00.bin.gz', (route) => route.fulfill({ status: 404 }));
    await open(page);
    const { first, other } = await tryBoth(page);
    expect(first).toMatch(/data\/fashion\/train-00\.bin\.gz.*404/);
    expect(other).toBe('fine');
  });

  test('a corrupted shard is named, and after the repair the same engine works', async ({ page }) => {
    let broken = true;
    await page.route('**/fashion/train-00.bin.gz', async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      if (broken) body[body.length >> 1]! ^= 0xff;
      await route.fulfill({ response, body });
    });
    await open(page);
    const first = await page.evaluate(async (job) => {
      const engine = window.openEngine('wasm');
      Object.assign(window, { engine });
      return engine.run({ ...job, steps: 2 }).then(
        () => 'fine',
        (error: unknown) => (error as Error).message,
      );
    }, sampleJob);
    expect(first).toContain('data/fashion/train-00.bin.gz');
    broken = false;
    const again = await page.evaluate(async (job) => {
      const { engine } = window as unknown as { engine: EngineClient };
      return (await engine.run({ ...job, steps: 2 })).sigmas.length;
    }, sampleJob);
    expect(again).toBe(3);
  });

  test('weights of the wrong checksum are refused, and the rows that need none still run', async ({ page }) => {
    await page.route('**/models/*.safetensors', async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      body[body.length - 9]! ^= 0x55;
      await route.fulfill({ response, body });
    });
    await open(page);
    const { alone, beside } = await page.evaluate(async (job) => {
      const engine = window.openEngine('wasm');
      const network = 'fashion-n64-w32';
      const alone = await engine.run({ ...job, denoisers: ['network'], network, steps: 2 }).then(
        () => 'fine',
        (error: unknown) => (error as Error).message,
      );
      const beside: { rows: string[]; refused: string | undefined }[] = [];
      await engine.run(
        { ...job, denoisers: ['network', 'gaussian'], network, steps: 2 },
        { onFrame: ({ rows, refused }) => beside.push({ rows: Object.keys(rows), refused: refused?.network }) },
      );
      return { alone, beside };
    }, sampleJob);
    const words = expect.stringMatching(/models\/fashion-n64-w32\.safetensors.*sha256/) as unknown;
    expect(alone).toEqual(words);
    expect(beside).toEqual([0, 1, 2].map(() => ({ rows: ['gaussian'], refused: words })));
  });
});
