/** Faults of devices, workers and files, in the engine without the site: words or right numbers, never wrong ones, and the next action works. */
import type { CDPSession, Page, Worker } from '@playwright/test';
import type { BackendId, SampleJob } from '../../src/engine/protocol';
import { expect, test } from './fixtures';
import { inWorkerFirst } from './inWorkerFirst';

test.use({ baseURL: `http://localhost:${Number(process.env['PAGES_PORT'] ?? 4174) + 1}/` });
test.describe.configure({ mode: 'serial' }); // software WebGPU uses every core

const sampleJob: SampleJob = {
  kind: 'sample',
  dataset: 'fashion',
  subset: { start: 0, count: 16 },
  denoisers: ['gaussian', 'multiDelta'],
  sampler: 'euler',
  steps: 6,
  sigmaMax: 80,
  rho: 7,
  seed: 5,
};

interface Outcome {
  /** Of each frame: its step, and x and D(x) of all rows. */
  readonly frames: { readonly step: number; readonly values: number[] }[];
  readonly failure: string | undefined;
  readonly notices: string[];
  readonly backend: BackendId | undefined;
  readonly refused: readonly string[];
}

const open = async (page: Page, backend?: BackendId) => {
  await page.goto('./');
  await page.waitForFunction(() => 'openEngine' in window);
  await page.evaluate((forced) => {
    Object.assign(window, { engine: window.openEngine(forced) });
  }, backend);
};

/** Runs a sampling job on the page's one engine. */
const sample = (page: Page, changes: Partial<SampleJob> = {}): Promise<Outcome> =>
  page.evaluate(
    async (job) => {
      const { engine } = window as unknown as { engine: ReturnType<typeof window.openEngine> };
      const frames: { step: number; values: number[] }[] = [];
      const notices: string[] = [];
      const stop = engine.subscribe(() => {
        const { notice } = engine.status();
        if (notice !== undefined && notice !== notices.at(-1)) notices.push(notice);
      });
      const failure = await engine
        .run(job, {
          onFrame: ({ step, rows }) => {
            frames.push({ step, values: Object.values(rows).flatMap(({ x, denoised }) => [...x, ...denoised]) });
          },
        })
        .then(
          () => undefined,
          (error: unknown) => (error as Error).message,
        );
      stop();
      const { report } = engine.status();
      return { frames, failure, notices, backend: report?.backend, refused: report?.refused ?? [] };
    },
    { ...sampleJob, ...changes },
  );

/** The worker's answers to be compared with: WebAssembly, undisturbed. */
let calm: Outcome['frames'];
test.beforeAll(async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL: baseURL! });
  await open(page, 'wasm');
  calm = (await sample(page)).frames;
  await page.close();
});

function expectRight({ frames, failure }: Outcome): void {
  expect(failure).toBeUndefined();
  expect(frames.map(({ step }) => step)).toEqual(calm.map(({ step }) => step));
  for (const [i, { step, values }] of frames.entries()) {
    const scale = Math.max(1, ...values.map(Math.abs)); // x starts at 80 times the noise
    const error = values.reduce((most, value, j) => Math.max(most, Math.abs(value - calm[i]!.values[j]!)), 0);
    expect(error / scale, `step ${step}`).toBeLessThan(1e-3);
  }
}

const engineWorker = (page: Page): Promise<Worker> => {
  const isEngine = (worker: Worker) => /\/worker-[\w-]+\.js/.test(worker.url());
  const known = page.workers().find(isEngine);
  return known ? Promise.resolve(known) : page.waitForEvent('worker', isEngine);
};

test('without WebGPU the next backend runs, and why is said', async ({ page }) => {
  await inWorkerFirst(page, () => Object.defineProperty(navigator, 'gpu', { value: undefined }));
  await open(page);
  const outcome = await sample(page);
  expectRight(outcome);
  expect(outcome.refused[0]).toBe('WebGPU: This browser has no WebGPU.');
  expect(['webgl', 'wasm']).toContain(outcome.backend);
});

test('backends that compute wrongly are refused, each with the number that was wrong', async ({ page }) => {
  await inWorkerFirst(page, () => {
    const nothing = () => undefined;
    Object.defineProperty(GPUQueue.prototype, 'submit', { value: nothing }); // buffers stay at zero
    for (const name of ['readPixels', 'getBufferSubData'])
      Object.defineProperty(WebGL2RenderingContext.prototype, name, { value: nothing });
  });
  await open(page);
  const outcome = await sample(page);
  expectRight(outcome);
  expect(outcome.backend).toBe('wasm');
  expect(outcome.refused).toEqual([
    expect.stringMatching(/^WebGPU: matMul gave .* where .* is right\.$/),
    expect.stringMatching(/^WebGL: /),
  ]);
});

test('a device that is lost while the last loss is mended', async ({ page }) => {
  await inWorkerFirst(page, () => {
    let count = 0;
    const prototype = GPUAdapter.prototype;
    const request = Object.getOwnPropertyDescriptor(prototype, 'requestDevice')!.value as GPUAdapter['requestDevice'];
    prototype.requestDevice = async function (descriptor) {
      const device = await request.call(this, descriptor);
      count++;
      if (count === 1) Object.assign(self, { device });
      if (count === 2) setTimeout(() => device.destroy(), 20); // in the middle of its self-test
      return device;
    };
  });
  await open(page);
  const running = sample(page, { steps: 6 });
  const worker = await engineWorker(page);
  await expect.poll(() => worker.evaluate(() => 'device' in self)).toBe(true);
  await page.waitForFunction(() => {
    const { engine } = window as unknown as { engine: ReturnType<typeof window.openEngine> };
    return engine.status().state === 'ready';
  });
  await worker.evaluate(() => (Reflect.get(self, 'device') as GPUDevice).destroy());
  const outcome = await running;
  expectRight(outcome);
  expect(outcome.notices[0]).toContain('device was lost');
});

test('a device that has no memory left is given up for a new one, and the run finishes', async ({ page }) => {
  await inWorkerFirst(page, () => {
    const prototype = GPUDevice.prototype;
    const create = Object.getOwnPropertyDescriptor(prototype, 'createBuffer')!.value as GPUDevice['createBuffer'];
    prototype.createBuffer = function (descriptor) {
      if (Reflect.get(self, 'isFull') !== true) return create.call(this, descriptor);
      Object.assign(self, { isFull: false });
      return create.call(this, { ...descriptor, size: 2 ** 50 }); // an error, and a buffer that holds nothing
    };
  });
  await open(page, 'webgpu');
  expect((await sample(page, { subset: { start: 0, count: 8 } })).failure).toBeUndefined();
  await (await engineWorker(page)).evaluate(() => Object.assign(self, { isFull: true }));
  const outcome = await sample(page); // of twice as many images: the buffers that are there are too small
  expectRight(outcome);
  expect(outcome.notices.at(-1)).toContain('it reported an error');
});

test('a readback that fails is words, never numbers, and the next run is right', async ({ page }) => {
  await inWorkerFirst(page, () => {
    const prototype = GPUBuffer.prototype;
    const read = Object.getOwnPropertyDescriptor(prototype, 'getMappedRange')!.value as GPUBuffer['getMappedRange'];
    prototype.getMappedRange = function (...range) {
      const bytes = read.apply(this, range);
      const isBroken = Reflect.get(self, 'isBroken') === true && (this.usage & GPUBufferUsage.MAP_READ) > 0;
      return isBroken ? new ArrayBuffer(bytes.byteLength) : bytes;
    };
  });
  await open(page, 'webgpu');
  expectRight(await sample(page));
  const worker = await engineWorker(page);
  await worker.evaluate(() => Object.assign(self, { isBroken: true }));
  const { frames, failure } = await sample(page);
  expect(failure).toBe('The graphics device returned no result.');
  expect(frames).toEqual([]);
  await worker.evaluate(() => Object.assign(self, { isBroken: false }));
  expectRight(await sample(page));
});

test('a worker that the browser ends: its jobs fail in words, and the next one starts a new worker', async ({
  page,
}) => {
  await open(page, 'wasm');
  expectRight(await sample(page));
  const running = sample(page, { steps: 64, sampler: 'heun' });
  const worker = await engineWorker(page);
  await worker.evaluate(() => self.close());
  const { failure } = await running;
  expect(failure).toMatch(/^The engine stopped: the browser ended it.* Run it again to start a new one\.$/);
  expectRight(await sample(page));
});

test('a page that is frozen in the background goes on where it was', async ({ page }) => {
  await open(page, 'wasm');
  const session: CDPSession = await page.context().newCDPSession(page);
  const running = sample(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 4000));
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  expectRight(await running);
});

test.describe('files', () => {
  test.use({ expectedErrors: [/500/, /Failed to load resource/] });
  const shard = '**/fashion/train-00.bin.gz';

  test('a shard that the server fails to send, or sends in part, is named; the next try works', async ({ page }) => {
    await open(page, 'wasm');
    await page.route(shard, (route) => route.fulfill({ status: 500 }));
    expect((await sample(page)).failure).toMatch(/^data\/fashion\/train-00\.bin\.gz: .* got 500/);
    await page.unrouteAll();
    await page.route(shard, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ body: (await response.body()).subarray(0, 10_000) });
    });
    expect((await sample(page)).failure).toMatch(
      /^data\/fashion\/train-00\.bin\.gz: must .* got 10000 bytes .*; try again/s,
    );
    await page.unrouteAll();
    expectRight(await sample(page));
  });

  test('a copy that a cache has broken is fetched anew, without a word', async ({ page }) => {
    let answers = 0;
    await page.route(shard, async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      if (answers++ === 0) body[body.length >> 1]! ^= 0xff;
      await route.fulfill({ response, body });
    });
    await open(page, 'wasm');
    expectRight(await sample(page));
    expect(answers).toBe(2);
  });

  test('a slow shard holds up nothing else, and can be given up', async ({ page }) => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route(shard, async (route) => {
      await released;
      await route.continue();
    });
    await open(page, 'wasm');
    const slow = sample(page);
    const other = await sample(page, { dataset: 'digits' });
    expect(other.failure).toBeUndefined();
    const stopped = await page.evaluate(async (job) => {
      const { engine } = window as unknown as { engine: ReturnType<typeof window.openEngine> };
      const controller = new AbortController();
      const running = engine.run(job, { signal: controller.signal });
      setTimeout(() => controller.abort(new Error('enough')), 50);
      return running.then(
        () => 'finished',
        (error: unknown) => (error as Error).message,
      );
    }, sampleJob);
    expect(stopped).toBe('enough');
    release();
    expectRight(await slow);
  });
});
