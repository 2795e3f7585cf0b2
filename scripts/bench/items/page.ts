/** The built page in headless Chromium on WebAssembly: what a first visit costs, how long the main thread is held, and frames a second while scrubbing. */
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { quantile } from '../../../src/math/quantile';
import { build, isBuilt } from '../../tooling/build';
import { provideBrowser } from '../../tooling/findBrowser';
import { root } from '../../tooling/run';
import type { Item } from '../item';
import type { Target } from '../result';
import { longestTask, type LongestTask } from '../longestTask';
import { timingOf } from '../statistics';

const port = 4177;
const visits = 5;
const changes = 12;
const slowDown = 4;
/** Of a task: what it holds the thread above this counts as blocking (Web Vitals, total blocking time). */
const blockingAboveMs = 50;

export const page: Item = {
  title: 'The page: first visit, longest tasks, scrubbing, a change of N',
  async run() {
    if (!isBuilt() && !(await build())) throw new Error('page: the site must build, see above');
    const server = await preview({ root, preview: { port, strictPort: true }, logLevel: 'error' });
    const browser = await chromium.launch({
      executablePath: provideBrowser(),
      args: ['--headless=new', '--no-sandbox', '--disable-background-networking', '--disable-component-update'],
    });
    try {
      const figures: Record<string, number> = {};
      for (const rate of [1, slowDown]) {
        const seen: Visit[] = [];
        for (let i = 0; i < visits; i++) seen.push(await visit(browser, rate));
        const median = (of: (one: Visit) => number) => quantile(seen.map(of), 0.5);
        const where = rate === 1 ? 'first visit' : `first visit, ${rate} times slower`;
        figures[`${where}: ms to the largest paint`] = median(({ largestPaintMs }) => largestPaintMs);
        figures[`${where}: ms to a run of one's own`] = median(({ liveMs }) => liveMs);
        figures[`${where}: ms of total blocking time`] = median(({ blockingMs }) => blockingMs);
        if (rate === 1) {
          figures[`${where}: KB until the picture is there`] = median(({ paintBytes }) => paintBytes) / 1000;
          figures[`${where}: KB until the run is done`] = median(({ liveBytes }) => liveBytes) / 1000;
        }
      }
      const opened = await open(browser);
      const change = await changesOfN(opened);
      const frames = { plain: await scrubs(opened, 1), slow: await scrubs(opened, slowDown) };
      const rounds: Record<string, LongestTask>[] = [];
      for (let round = 0; round < visits; round++) {
        const page = await open(browser);
        rounds.push(await longestTasks(browser, page));
        if (round === 0) figures['frames a second while scrubbing, all figures there'] = await scrubs(page, 1);
        await page.close();
      }
      const taskMs: number[] = [];
      for (const name of Object.keys(rounds[0]!)) {
        const median = (of: (task: LongestTask) => number) =>
          quantile(
            rounds.map((round) => of(round[name]!)),
            0.5,
          );
        taskMs.push(median(({ ms }) => ms));
        figures[`longest task, ms: ${name}`] = taskMs.at(-1)!;
        figures[`the same on a processor: ${name}`] = median(({ processorMs }) => processorMs);
      }
      figures['frames a second while scrubbing'] = frames.plain;
      figures[`frames a second while scrubbing, ${slowDown} times slower`] = frames.slow;
      const timings = {
        'change of N, spectra known: first frame': timingOf(change.map(({ firstMs }) => firstMs)),
        'change of N, spectra known: whole strip': timingOf(change.map(({ wholeMs }) => wholeMs)),
      };
      const targets: Target[] = [
        {
          measure: 'longest task of the main thread, ms',
          value: Math.max(...taskMs),
          must: 50,
          aim: 16,
          better: 'lower',
        },
        { measure: 'scrubbing, frames/s', value: Math.round(frames.plain), must: 60, better: 'higher' },
        {
          measure: `scrubbing, ${slowDown} times slower, frames/s`,
          value: Math.round(frames.slow),
          aim: 60,
          better: 'higher',
        },
        {
          measure: 'change of N, spectra known: ms to the first frame',
          value: timings['change of N, spectra known: first frame'].medianMs,
          must: 100,
          better: 'lower',
        },
        {
          measure: 'change of N, spectra known: ms to the whole strip',
          value: timings['change of N, spectra known: whole strip'].medianMs,
          aim: 250,
          better: 'lower',
        },
      ];
      return {
        figures,
        timings,
        targets,
        notes: [
          `Rows of the opening figure, 18 Heun steps, one image each. Scrubbing: another step at each frame, for two seconds, the median of ${visits}. Headless Chromium draws at most 60 frames a second.`,
          `Longest tasks: medians of ${visits} visits; by the clock, and in which the main thread had one of the processors, which the engine and the browser\'s drawing use as well.`,
        ],
      };
    } finally {
      await browser.close();
      await server.close();
    }
  },
};

const address = `http://localhost:${port}/?backend=wasm`;
const done = '.run-status.is-done';

interface Visit {
  readonly largestPaintMs: number;
  readonly liveMs: number;
  readonly blockingMs: number;
  readonly paintBytes: number;
  readonly liveBytes: number;
}

async function visit(browser: Browser, rate: number): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const devtools = await slowed(page, rate);
  await devtools.send('Network.enable');
  const arrivals: { readonly atSeconds: number; readonly bytes: number }[] = [];
  devtools.on('Network.loadingFinished', ({ timestamp, encodedDataLength }) => {
    arrivals.push({ atSeconds: timestamp, bytes: encodedDataLength });
  });
  let startedAtSeconds = Infinity;
  devtools.on('Network.requestWillBeSent', ({ timestamp }) => {
    startedAtSeconds = Math.min(startedAtSeconds, timestamp);
  });
  await page.addInitScript((above) => {
    const seen = { largestPaintMs: 0, blockingMs: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntries()) seen.largestPaintMs = startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.blockingMs += Math.max(0, duration - above);
    }).observe({ type: 'longtask', buffered: true });
  }, blockingAboveMs);
  await page.goto(address);
  await page.waitForSelector(done);
  const seen = await page.evaluate(() => {
    const { largestPaintMs, blockingMs } = Reflect.get(window, 'seen') as Pick<Visit, 'largestPaintMs' | 'blockingMs'>;
    return { largestPaintMs, blockingMs, liveMs: performance.now() };
  });
  await context.close();
  const bytesUntil = (ms: number) =>
    arrivals
      .filter(({ atSeconds }) => (atSeconds - startedAtSeconds) * 1000 <= ms)
      .reduce((sum, { bytes }) => sum + bytes, 0);
  return { ...seen, paintBytes: bytesUntil(seen.largestPaintMs), liveBytes: bytesUntil(Infinity) };
}

async function slowed(page: Page, rate: number): Promise<CDPSession> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate });
  return devtools;
}

async function open(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(address);
  await page.waitForSelector(done);
  return page;
}

const countSlider = (page: Page) => page.getByRole('slider', { name: /^Training images/ }).first();
const stepSlider = (page: Page) => page.getByRole('slider', { name: 'Step', exact: true }).first();

/** N to and fro between two values whose spectra the engine keeps. */
async function changesOfN(page: Page): Promise<{ firstMs: number; wholeMs: number }[]> {
  const slider = countSlider(page);
  const found = [];
  for (let i = -2; i < changes; i++) {
    // without functions of its own: tsx marks those with a helper that the page does not have
    const watched = page.evaluate(async () => {
      await new Promise((resolve) => addEventListener('keydown', resolve, { once: true, capture: true }));
      const startedAt = performance.now();
      let firstMs = 0;
      const run = { hasBegun: false };
      const watcher = new MutationObserver(() => {
        if (!document.querySelector('.run-status.is-done')) run.hasBegun = true; // a run may be over before the next frame
      });
      watcher.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] });
      for (;;) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const status = document.querySelector('.run-status')!;
        const isDone = status.classList.contains('is-done');
        const ms = performance.now() - startedAt;
        if (firstMs === 0 && run.hasBegun && (isDone || (status.querySelector('progress')?.value ?? 0) > 0))
          firstMs = ms;
        if (!run.hasBegun || !isDone) continue;
        watcher.disconnect();
        return { firstMs, wholeMs: ms };
      }
    });
    await slider.press(i % 2 === 0 ? 'ArrowLeft' : 'ArrowRight');
    const one = await watched;
    if (i >= 0) found.push(one);
  }
  return found;
}

/** Presses a control as a hand would. A search for it by its role and name would be the longest task of the page: it lays out all figures. */
async function press(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector, { state: 'attached' });
  const [x, y] = await page.evaluate((selector) => {
    const { left, width, top, height } = document.querySelector(selector)!.getBoundingClientRect();
    return [left + width / 2, top + height / 2] as const;
  }, selector);
  await page.mouse.click(x, y);
}

/** The longest task while a reader does one thing after another. */
async function longestTasks(browser: Browser, page: Page): Promise<Record<string, LongestTask>> {
  const during = async (act: () => Promise<void>) => {
    await browser.startTracing(page, {
      categories: ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline'],
    });
    await act();
    return longestTask(JSON.parse((await browser.stopTracing()).toString()) as object);
  };
  const untilDone = async () => {
    await page.waitForTimeout(300);
    await page.waitForSelector(done);
  };
  const toTop = () => page.evaluate(() => window.scrollTo(0, 0));
  return {
    'another noise': await during(async () => {
      await press(page, '.lab-place [aria-label="Draw another noise"]');
      await untilDone();
    }),
    'a change of N': await during(async () => {
      await page.evaluate(() => document.querySelector<HTMLElement>('.lab-place input[type="range"]')!.focus());
      await page.keyboard.press('ArrowLeft');
      await untilDone();
    }),
    scrubbing: await during(async () => {
      await scrub(page, 1);
    }),
    'scrolling through the article': await during(async () => {
      for (let i = 0; i < 40; i++) {
        await page.mouse.wheel(0, 600);
        await page.waitForTimeout(100);
      }
      await toTop();
    }),
    training: await during(async () => {
      await page.evaluate(() => document.getElementById('figure-training')!.scrollIntoView());
      await page.waitForTimeout(1000); // for the figures on the way
      await press(page, '.training-buttons button:first-child');
      await page.waitForTimeout(5000);
      await press(page, '.training-buttons button:last-child');
      await toTop();
    }),
  };
}

async function scrubs(page: Page, rate: number): Promise<number> {
  const found = [];
  for (let i = 0; i < visits; i++) found.push(await scrub(page, rate));
  return quantile(found, 0.5);
}

/** Frames a second while the step goes to and fro. */
async function scrub(page: Page, rate: number): Promise<number> {
  const devtools = await slowed(page, rate);
  const slider = stepSlider(page);
  await slider.focus();
  const frames = await page.evaluate(async () => {
    const slider = document.activeElement as HTMLInputElement;
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!;
    await new Promise((resolve) => requestAnimationFrame(resolve)); // from one frame to another
    const startedAt = performance.now();
    let count = 0;
    while (performance.now() - startedAt < 2000) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      count++;
      set.call(slider, String(count % Number(slider.max)));
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    }
    return (1000 * count) / (performance.now() - startedAt);
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return frames;
}
