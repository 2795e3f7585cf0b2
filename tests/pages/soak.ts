/** A seeded monkey that uses every control of the page, and what the page holds in memory between its bouts. */
import type { CDPSession, Page } from '@playwright/test';
import type { MemoryResult } from '../../src/engine/protocol';
import { makeRng } from '../../src/math/rng';
import { expect } from './fixtures';

interface Memory {
  /** Of the page's own thread, after its garbage is gone. */
  readonly heapBytes: number;
  /** Of these, without compiled code: what is used for long is compiled better, and takes more. */
  readonly objectBytes: number;
  /** What TensorFlow.js holds in the engine but for the few denoisers and sets that are kept for the next job, and what of it lies on a graphics device. */
  readonly tensorBytes: number;
  readonly gpuBytes: number;
}

export interface SoakOptions {
  /** Inputs at which all figures are looked at before, so that no bout is the first to read a program or a file. */
  readonly lookedAtFirst: readonly string[];
  /** One for each bout. The first bout fills the caches; the others must leave them as they are. */
  readonly seeds: readonly number[];
  readonly firstBoutMs: number;
  readonly boutMs: number;
}

const slow = { timeout: 240_000 };

/** What is looked at before memory is measured. */
const resting = '?backend=wasm&steps=2&images=64';

/** Runs the bouts. @returns the memory before and after each, in a state of rest that is the same each time */
export async function soak(page: Page, { lookedAtFirst, seeds, firstBoutMs, boutMs }: SoakOptions): Promise<Memory[]> {
  const devtools = await page.context().newCDPSession(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.addInitScript(() => Object.assign(window, { print: () => undefined })); // a dialog that nobody would close
  await page.addInitScript(watchJobs);
  await page.goto('./?backend=wasm&steps=2');
  await expect(page.locator('.run-status.is-done')).toBeVisible(slow);
  for (const inputs of lookedAtFirst) {
    await goTo(page, `?backend=wasm&steps=2${inputs}`);
    await openAllFigures(page);
  }
  await comeToRest(page);
  const memories = [await settledMemory(page, devtools)];
  for (const [bout, seed] of seeds.entries()) {
    await play(page, bout === 0 ? firstBoutMs : boutMs, seed);
    await comeToRest(page);
    memories.push(await settledMemory(page, devtools));
    console.log(`after bout ${bout} (before: ${memories[0]!.tensorBytes}): ${JSON.stringify(memories.at(-1))}`);
  }
  return memories;
}

/** Nothing grows by more than a tenth after the first bout. The engine may hold less then than before it, when it was given up or put to rest meanwhile. */
export function expectFlat([before, first, ...later]: readonly Memory[]): void {
  for (const memory of later) {
    for (const name of ['heapBytes', 'objectBytes'] as const)
      expect(memory[name], name).toBeLessThanOrEqual(1.1 * first![name]);
    for (const name of ['tensorBytes', 'gpuBytes'] as const)
      expect(memory[name], name).toBeLessThanOrEqual(1.1 * Math.max(before![name], first![name]));
  }
}

async function goTo(page: Page, asked: string): Promise<void> {
  await page.evaluate((address) => {
    history.pushState(null, '', address);
    dispatchEvent(new PopStateEvent('popstate'));
  }, asked);
}

/** Looks at every figure and opens what is behind its headings. */
async function openAllFigures(page: Page): Promise<void> {
  for (const place of await page.locator('[id^=figure-]').all()) {
    await place.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await page.waitForTimeout(150);
    await place.evaluate((element) =>
      element.querySelectorAll<HTMLElement>('details:not([open]) > summary').forEach((summary) => summary.click()),
    );
  }
}

/** One action after another, of all that can be seen and used. */
async function play(page: Page, durationMs: number, seed: number): Promise<void> {
  const rng = makeRng(seed);
  await page.evaluate(() => (window.uses = new Map()));
  const end = Date.now() + durationMs;
  while (Date.now() < end) {
    const draws = [rng.uniform(), rng.uniform(), rng.uniform()];
    if (draws[0]! < 0.05) await page.keyboard.press(['Escape', 'ArrowLeft', 'ArrowRight', 'Space'][rng.below(4)]!);
    else await page.evaluate(act, draws);
    await page.waitForTimeout(rng.below(4) > 0 ? 15 : 150);
  }
}

/** In the page: uses one of the controls that were used least, so that none waits for chance. Links and choosers of files would lead out of it. */
function act([, which, how]: readonly number[]): void {
  const dialog = document.querySelector('dialog[open]');
  const controls = [
    ...(dialog ?? document).querySelectorAll<HTMLElement>(
      'button, summary, select, input:not([type=file]), [role=slider], [tabindex="0"]',
    ),
  ].filter((control) => control.checkVisibility() && !control.closest('[inert]') && !control.matches(':disabled'));
  const name = (control: HTMLElement) => {
    const label = control instanceof HTMLInputElement ? control.labels?.[0] : undefined;
    const words = control.ariaLabel ?? (label ?? control).textContent.slice(0, 40);
    return [control.closest('[id^=figure-]')?.id, control.tagName, words].join();
  };
  const usesOf = (control: HTMLElement) => window.uses.get(name(control)) ?? 0;
  const least = Math.min(...controls.map(usesOf));
  const candidates = controls.filter((control) => usesOf(control) === least);
  const control = candidates[Math.floor(which! * candidates.length)];
  if (!control) return;
  window.uses.set(name(control), least + 1);
  control.scrollIntoView({ block: 'center' });
  control.focus();
  const tell = (kind: string) => control.dispatchEvent(new Event(kind, { bubbles: true }));
  const setValue = (value: string) => {
    // React keeps the value it set itself; the browser's own setter tells it of another
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')!.set!.call(control, value);
    tell('input');
    tell('change');
  };
  if (control instanceof HTMLSelectElement) setValue(control.options[Math.floor(how! * control.options.length)]!.value);
  else if (control instanceof HTMLInputElement && /^(?:range|number)$/.test(control.type)) {
    const [least, most] = [Number(control.min || 0), Number(control.max || 100)];
    setValue(String(Math.round(least + how! * (most - least))));
  } else if (control instanceof HTMLInputElement && control.type === 'text') setValue(String(Math.round(how! * 1000)));
  else control.click();
}

/** Stops what runs, closes what is open, and looks at the same images. */
async function comeToRest(page: Page): Promise<void> {
  for (let i = 0; i < 3; i++) await page.keyboard.press('Escape');
  for (let i = 0; i < 20; i++) {
    const isStopped = await page.evaluate(() => {
      const stops = [...document.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')].filter(
        (button) => /^(?:Stop|Pause)\b/.test(button.ariaLabel ?? button.textContent) && !button.closest('.run-status'),
      );
      for (const button of stops) button.click();
      return stops.length === 0;
    });
    if (isStopped) break;
    await page.waitForTimeout(500);
  }
  for (let i = 0; i < 5 && (await page.evaluate(chooseFirst)); i++) await page.waitForTimeout(500);
  await goTo(page, resting);
  await page.waitForTimeout(1000); // figures out of sight follow when all has come to rest
  const again = page.locator('.run-status').getByRole('button', { name: 'Run again' }); // the monkey had stopped it
  if (await again.isVisible()) await again.click();
  await expect(page.locator('.run-status.is-done')).toBeVisible(slow);
  await page.waitForTimeout(2000); // for what these have asked the engine
  await expect.poll(() => page.evaluate(() => [...window.jobs.values()]), slow).toEqual([]);
}

/**
 * In the page: gives every figure the same view, whatever the monkey left: a table has thousands of cells.
 * @returns whether anything was changed
 */
function chooseFirst(): boolean {
  const isUsable = (control: HTMLElement) => !control.matches(':disabled') && !control.closest('[inert], dialog');
  const all = <Control extends HTMLElement>(selector: string) =>
    [...document.querySelectorAll<Control>(selector)].filter(isUsable);
  const radios = all<HTMLInputElement>('input[type=radio]');
  const firstRadios = radios.filter(({ name }, i) => radios.findIndex((radio) => radio.name === name) === i);
  const firstButtons = all('button[aria-pressed]:first-child:has(+ button[aria-pressed])');
  const selects = all<HTMLSelectElement>('select').filter(({ selectedIndex }) => selectedIndex > 0);
  const others = [
    ...all('details[open] > summary'),
    ...all('input[type=checkbox]:checked'),
    ...firstRadios.filter(({ checked }) => !checked),
    ...firstButtons.filter(({ ariaPressed }) => ariaPressed !== 'true'),
  ];
  for (const control of others) control.click();
  for (const select of selects) {
    select.selectedIndex = 0;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }
  return others.length + selects.length > 0;
}

declare global {
  interface Window {
    /** The kinds of those jobs that a worker has been given and has not answered, by worker and number. */
    jobs: Map<string, string>;
    /** How often the monkey has used each control in this bout. */
    uses: Map<string, number>;
  }
}

/** In the page: keeps `window.jobs`. */
function watchJobs(): void {
  const post = Worker.prototype.postMessage as (this: Worker, message: unknown, ...rest: unknown[]) => void;
  const numbers = new WeakMap<Worker, number>();
  let workers = 0;
  window.jobs = new Map();
  Worker.prototype.postMessage = function (this: Worker, message: unknown, ...rest: unknown[]) {
    if (!numbers.has(this)) {
      numbers.set(this, ++workers);
      this.addEventListener('message', ({ data }: MessageEvent<{ kind: string; jobId: number }>) => {
        if (/^(?:done|failed|aborted)$/.test(data.kind)) window.jobs.delete(`${numbers.get(this)} ${data.jobId}`);
      });
    }
    const { kind, jobId, job } = message as { kind?: string; jobId?: number; job?: { kind: string } };
    if (kind === 'run' && job) window.jobs.set(`${numbers.get(this)} ${jobId}`, job.kind);
    post.call(this, message, ...rest);
  };
  const terminate = Worker.prototype.terminate;
  Worker.prototype.terminate = function (this: Worker) {
    for (const key of window.jobs.keys()) if (key.startsWith(`${numbers.get(this)} `)) window.jobs.delete(key);
    terminate.call(this);
  };
}

/** Once the engine holds the same for two seconds: jobs that were stopped have ended then. */
async function settledMemory(page: Page, devtools: CDPSession): Promise<Memory> {
  let tensors = await tensorsOf(page);
  for (let i = 0; i < 15; i++) {
    await page.waitForTimeout(2000);
    const before = tensors;
    tensors = await tensorsOf(page);
    if (tensors.tensorBytes === before.tensorBytes) break;
  }
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const objectBytes = usedSize - codeBytesIn(await heapSnapshot(devtools));
  return { heapBytes: usedSize, objectBytes, ...tensors };
}

interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[]] };
  };
  readonly nodes: readonly number[];
}

async function heapSnapshot(devtools: CDPSession): Promise<HeapSnapshot> {
  const chunks: string[] = [];
  const take = ({ chunk }: { chunk: string }) => chunks.push(chunk);
  devtools.on('HeapProfiler.addHeapSnapshotChunk', take);
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  devtools.off('HeapProfiler.addHeapSnapshotChunk', take);
  return JSON.parse(chunks.join('')) as HeapSnapshot;
}

function codeBytesIn({ snapshot: { meta }, nodes }: HeapSnapshot): number {
  const [type, size] = ['type', 'self_size'].map((field) => meta.node_fields.indexOf(field));
  const code = meta.node_types[0].indexOf('code');
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += meta.node_fields.length)
    if (nodes[at + type!] === code) bytes += nodes[at + size!]!;
  return bytes;
}

async function tensorsOf(page: Page): Promise<Pick<Memory, 'tensorBytes' | 'gpuBytes'>> {
  const engine = page.workers().find((worker) => /\/worker-[\w-]+\.js/.test(worker.url()))!;
  const { bytes, gpuBytes } = await engine.evaluate(
    () =>
      new Promise<MemoryResult>((resolve) => {
        const post = self.postMessage.bind(self);
        const jobId = 1e9;
        Object.assign(self, {
          postMessage: (reply: { jobId?: number; result?: MemoryResult }) => {
            if (reply.jobId !== jobId) {
              post(reply);
              return;
            }
            Object.assign(self, { postMessage: post });
            resolve(reply.result!);
          },
        });
        self.onmessage!(
          new MessageEvent('message', {
            data: { kind: 'run', jobId, job: { kind: 'memory', isIdleFreed: true } },
          }) as never,
        );
      }),
  );
  return { tensorBytes: bytes, gpuBytes };
}
