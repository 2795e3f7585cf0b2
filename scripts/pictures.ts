/**
 * `npm run pictures`: the pictures of the site that stand elsewhere, taken from the built page in a real browser: link preview, README, and what stands
 * where a figure is embedded until it comes. `npm run pictures -- linearity` takes those of that panel alone.
 */
import { type Browser, chromium, type Page } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { preview } from 'vite';
import { panels } from '../src/panels/panels.ts';
import { build, isBuilt } from './tooling/build.ts';
import { provideBrowser } from './tooling/findBrowser.ts';
import { root } from './tooling/run.ts';

const port = 4175;
const site = `http://localhost:${port}/`;
const address = `${site}?backend=wasm`;

interface Shot {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly pixelRatio?: number;
  readonly styles?: string;
  /** The place that is looked at; the top of the page without one. */
  readonly at?: string;
}

const hideLab = '.page > .lab-place { display: none; }';

const shots: readonly Shot[] = [
  {
    path: 'public/social.png',
    width: 1200,
    height: 630,
    styles: `${hideLab} .opening > :not(.masthead), .figure-head, .stepper-bar, .row-head p, .row:last-child { display: none !important; }
      .page > .opening { display: block; margin-top: 22px; } .opening .masthead { display: flex; gap: 28px; align-items: baseline; }
      .opening h1 { white-space: nowrap; } .hero > .panel-place { margin-top: 0; } .figure { border: 0; }`,
  },
  { path: 'docs/screenshot.png', width: 1280, height: 960 },
  { path: 'docs/screenshot-dark.png', width: 1280, height: 960, colorScheme: 'dark', at: '#figure-howManyImages' },
  { path: 'docs/screenshot-phone.png', width: 360, height: 740, pixelRatio: 2, at: '#figure-linearity' },
];

async function take(browser: Browser, shot: Shot): Promise<void> {
  const { path, width, height, colorScheme = 'light', pixelRatio = 1, styles, at } = shot;
  const viewport = { width, height };
  const context = await browser.newContext({ viewport, colorScheme, deviceScaleFactor: pixelRatio, locale: 'en-GB' });
  await context.addInitScript(() => {
    localStorage.setItem('hidden-gaussian/progress', '{"isGuided":false}');
  });
  const page = await context.newPage();
  await page.goto(address);
  if (styles !== undefined) await page.addStyleTag({ content: styles });
  await page.locator('.run-status.is-done').waitFor({ timeout: 120_000, state: 'attached' });
  if (at !== undefined) await lookAt(page, at);
  await page.screenshot({ path: join(root, path) });
  await context.close();
  console.log(path);
}

/** Twice, because what is far away has no exact height before it comes near. */
async function lookAt(page: Page, at: string): Promise<void> {
  for (let i = 0; i < 2; i++) {
    await page.locator(at).evaluate((element) => element.scrollIntoView());
    await page.locator(`${at} .figure-title`).waitFor();
    await page.waitForTimeout(1500);
  }
}

/** A figure as it stands in other pages, as WebP: Playwright knows PNG and JPEG only, the browser makes it smaller. */
async function takePanel(browser: Browser, panel: string, colorScheme: 'light' | 'dark'): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 720, height: 900 }, colorScheme, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${site}embed/${panel}.html?backend=wasm`);
  await page.locator('.figure-title').waitFor({ timeout: 60_000 });
  if (await page.locator('.run-status').count())
    await page.locator('.run-status.is-done').waitFor({ timeout: 120_000 });
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(4000); // theory comes from its worker
  const png = (await page.screenshot({ fullPage: true })).toString('base64');
  const webp = await page.evaluate(async (text) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${text}`)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.55 });
    return Array.from(new Uint8Array(await blob.arrayBuffer()));
  }, png);
  const path = `public/pictures/${panel}${colorScheme === 'dark' ? '-dark' : ''}.webp`;
  await writeFile(join(root, path), Uint8Array.from(webp));
  await context.close();
  console.log(`${path}: ${webp.length} bytes`);
}

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in panels));
if (unknown.length > 0)
  throw new Error(`pictures: panels are ${Object.keys(panels).join(', ')}, not ${unknown.join(', ')}`);
await mkdir(join(root, 'public/pictures'), { recursive: true });
if (!isBuilt() && !(await build())) throw new Error('pictures: the build failed (see above)');
const server = await preview({ root, preview: { port, strictPort: true } });
const browser = await chromium.launch({
  executablePath: provideBrowser(),
  args: ['--headless=new', '--no-sandbox', '--disable-background-networking', '--disable-component-update'],
});
try {
  for (const panel of chosen.length > 0 ? chosen : Object.keys(panels))
    for (const scheme of ['light', 'dark'] as const) await takePanel(browser, panel, scheme);
  if (chosen.length === 0) for (const shot of shots) await take(browser, shot);
} finally {
  await browser.close();
  await server.close();
}
