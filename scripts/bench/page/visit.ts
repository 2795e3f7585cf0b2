/** The site in a frame of the bench's page, driven as a reader would: what a visit costs, frames while scrubbing, a change of N, long tasks. */
import type { ItemResult } from '../result';
import { timingOf } from '../statistics';
import { siteUrl } from './siteUrl';

const changes = 12;
const scrubMs = 2000;
const trainingMs = 5000;
const patienceMs = 120_000;

/** @param place  where the frame is put while it runs; it must be on the screen, or the browser draws no frames */
export async function visit(place: HTMLElement): Promise<ItemResult> {
  const frame = document.createElement('iframe');
  frame.title = 'The site, driven by the bench';
  const query = new URLSearchParams(location.search); // a backend that is asked for, as in any link
  query.delete('bench');
  frame.src = `${siteUrl}?${query.toString()}`;
  place.append(frame);
  try {
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    return await drive(frame.contentWindow as Window & typeof globalThis);
  } finally {
    frame.remove();
  }
}

async function drive(site: Window & typeof globalThis): Promise<ItemResult> {
  const { document, performance } = site;
  const status = () => document.querySelector('.run-status');
  const isDone = () => status()?.classList.contains('is-done') === true;
  const longTasksMs: number[] = [];
  const largestPaintMs: number[] = [];
  const canSee = (type: string) => site.PerformanceObserver.supportedEntryTypes.includes(type);
  const watch = (type: string, tell: (entry: PerformanceEntry) => void) => {
    const observer = new site.PerformanceObserver((list) => list.getEntries().forEach(tell));
    if (canSee(type)) observer.observe({ type, buffered: true });
  };
  watch('largest-contentful-paint', ({ startTime }) => largestPaintMs.push(startTime));
  watch('longtask', ({ duration }) => longTasksMs.push(duration));
  /** Waits, frame by frame. @throws Error when it takes too long */
  const until = async (holds: () => boolean, what: string) => {
    const startedAt = performance.now();
    while (!holds()) {
      await new Promise((resolve) => site.requestAnimationFrame(resolve));
      if (performance.now() - startedAt > patienceMs) throw new Error(`The page: ${what} did not come.`);
    }
    return performance.now() - startedAt;
  };
  /** The longest task of the main thread above the 50 ms from which browsers tell of them; 0 when there is none. */
  const longest = async (act: () => Promise<unknown>) => {
    longTasksMs.length = 0;
    await act();
    await new Promise((resolve) => setTimeout(resolve, 200)); // browsers tell late
    return Math.max(0, ...longTasksMs);
  };
  const find = (selector: string, words: RegExp) => {
    const found = [...document.querySelectorAll<HTMLElement>(selector)].find((each) => words.test(wordsOf(each)));
    if (!found) throw new Error(`The page: there must be ${selector} with the words ${words.source}.`);
    return found;
  };
  const slider = (words: RegExp) => find('input[type=range]', words) as HTMLInputElement;
  const set = (slider: HTMLInputElement, value: number) => {
    Object.getOwnPropertyDescriptor(site.HTMLInputElement.prototype, 'value')!.set!.call(slider, String(value));
    slider.dispatchEvent(new site.Event('input', { bubbles: true }));
  };

  await until(isDone, 'a run');
  const figures: Record<string, number> = {};
  const liveMs = performance.now();
  const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const opening = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (largestPaintMs.length > 0) figures['visit: ms to the largest paint'] = largestPaintMs.at(-1)!;
  figures["visit: ms to a run of one's own"] = liveMs;
  figures['visit: KB of page, scripts, styles and fonts until the run is done'] =
    [...opening, ...files].reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) / 1000;

  let changesUndone = 0; // a run may be over before the next frame
  new site.MutationObserver(() => {
    if (!isDone()) changesUndone++;
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] });
  const begin = async (act: () => void) => {
    const before = changesUndone;
    act();
    await until(() => changesUndone > before, 'the start of a run');
  };
  const run = async (act: () => void) => {
    await begin(act);
    await until(isDone, 'the end of a run');
  };
  const tasks: Record<string, number> = {};
  tasks['another noise'] = await longest(() => run(() => find('button', /^Draw another noise/).click()));

  const count = slider(/^Training images/);
  const [here, other] = [count.valueAsNumber, count.valueAsNumber > Number(count.min) ? -1 : 1];
  const firstMs: number[] = [];
  const wholeMs: number[] = [];
  tasks['a change of N'] = await longest(async () => {
    for (let i = -2; i < changes; i++) {
      const startedAt = performance.now();
      await begin(() => set(count, i % 2 === 0 ? here + other : here));
      const hasFrame = () => isDone() || (status()?.querySelector('progress')?.value ?? 0) > 0;
      await until(hasFrame, 'a first frame');
      const first = performance.now() - startedAt;
      await until(isDone, 'the end of a run');
      if (i < 0) continue; // the engine reads the spectra
      firstMs.push(first);
      wholeMs.push(performance.now() - startedAt);
    }
  });

  const step = slider(/^Step$/);
  tasks['scrubbing'] = await longest(async () => {
    let frames = 0;
    await new Promise((resolve) => site.requestAnimationFrame(resolve)); // from one frame to another
    const startedAt = performance.now();
    await until(() => {
      set(step, ++frames % Number(step.max));
      return performance.now() - startedAt > scrubMs;
    }, 'the end of scrubbing');
    figures['frames a second while scrubbing'] = (1000 * (frames - 1)) / (performance.now() - startedAt);
  });
  tasks['training'] = await longest(async () => {
    document.querySelector('#figure-training')!.scrollIntoView();
    const start = /^Start training/;
    await until(() => [...document.querySelectorAll('button')].some((each) => start.test(wordsOf(each))), 'its button');
    find('button', start).click();
    await new Promise((resolve) => setTimeout(resolve, trainingMs));
    find('#figure-training button', /^Stop/).click();
  });
  if (canSee('longtask'))
    for (const [name, ms] of Object.entries(tasks)) figures[`longest task above 50 ms: ${name}`] = ms;
  const unseen = ['largest-contentful-paint', 'longtask'].filter((type) => !canSee(type));
  return {
    figures,
    timings: {
      'change of N, spectra known: first frame': timingOf(firstMs),
      'change of N, spectra known: whole strip': timingOf(wholeMs),
    },
    notes: [
      'A visit with what the browser has kept of the site. What the worker loads is not counted.',
      ...unseen.map((type) => `This browser does not tell of ${type}.`),
    ],
  };
}

/** How a control is called. */
function wordsOf(element: HTMLElement): string {
  const label = (element as Partial<HTMLInputElement>).labels?.[0]?.textContent;
  return (element.getAttribute('aria-label') ?? label ?? element.textContent).trim();
}
