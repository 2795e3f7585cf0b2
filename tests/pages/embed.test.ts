/** Figures in pages of somebody else's, on another origin: as an element, and framed. */
import type { FrameLocator, Locator, Page } from '@playwright/test';
import { elementSnippet, frameSnippet, scriptSnippet } from '../../src/state/embedding/snippets';
import { panels } from '../../src/panels/panels';
import { expect, test } from './hostPages';

const isDone = (place: Locator | FrameLocator) => expect(place.locator('.run-status.is-done')).toBeVisible();
const engines = async (page: Page) => {
  const names = await Promise.all(
    page.workers().map((worker) => worker.evaluate(() => self.name).catch(() => 'ended')),
  );
  return names.filter((name) => name === 'engine').length;
};
/** What an element or frame has said, by name of the event. */
const listen = (page: Page, selector: string, prefix = '') =>
  page.evaluate(
    ([where, before]) => {
      const told: unknown[] = [];
      Object.assign(window, { told });
      for (const name of ['step', 'inputs-change', 'error'])
        document
          .querySelector(where!)!
          .addEventListener(before! + name, (event) => told.push([name, (event as CustomEvent).detail]));
    },
    [selector, prefix],
  );
const told = (page: Page) => page.evaluate(() => (window as unknown as { told: [string, object][] }).told);
const query = 'v=1&images=64&steps=2&step=1&backend=wasm';

const hostileStyles = `html { font-size: 62.5% } * { color: red !important; font-size: 31px !important; box-sizing: content-box; line-height: 3 }
  .figure, .button, figure, input, svg { display: none !important }`;

test.describe('the element', () => {
  test('works on another origin, in quirks mode, under hostile styles, from right to left; two share an engine', async ({
    page,
    host,
    baseURL,
  }) => {
    const element = (panel: string) =>
      elementSnippet({ site: baseURL!, panel, label: panel, query, heightPx: 600 }).split('\n')[1]!;
    await page.goto(
      host.serve(`<html dir="rtl"><style>${hostileStyles}</style><body><p>words</p>
        ${scriptSnippet({ site: baseURL! })} ${element('stepper')} ${element('plane')}`),
    );
    const [stepper, plane] = ['stepper', 'plane'].map((panel) => page.locator(`hidden-gaussian[panel=${panel}]`));
    await isDone(stepper!);
    await expect(plane!.locator('.figure-title')).toBeVisible();
    expect(await page.evaluate(() => document.compatMode)).toBe('BackCompat');
    expect(await engines(page)).toBe(1);
    const look = await stepper!.locator('.figure-caption').evaluate((caption) => {
      const { fontSize, direction, color, lineHeight } = getComputedStyle(caption);
      return { fontSize, direction, color, lineHeight };
    });
    expect(look).toEqual({ fontSize: '14px', direction: 'ltr', color: 'rgb(93, 89, 82)', lineHeight: '20.3px' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await page.evaluate(() => document.querySelectorAll('link, head style, body > style').length)).toBe(1); // its own
  });

  test('attributes, properties and what the reader does are one; events tell of it', async ({
    page,
    host,
    baseURL,
  }) => {
    const html = elementSnippet({ site: baseURL!, panel: 'stepper', label: 'x', query, heightPx: 600 });
    await page.goto(host.serve(`<!doctype html>${html}`));
    const element = page.locator('hidden-gaussian');
    await isDone(element);
    await listen(page, 'hidden-gaussian');
    await element.getByRole('button', { name: 'Step back' }).click();
    await expect(element).toHaveAttribute('step', '0');
    expect(await told(page)).toEqual([
      ['inputs-change', { inputs: expect.objectContaining({ step: 0, images: 64 }), changed: ['step'] }],
      ['step', { step: 0, sigma: 80 }],
    ]);
    await element.evaluate((each) => each.setAttribute('images', '16'));
    await expect(element.getByRole('slider', { name: /^Training images/ })).toHaveAttribute(
      'aria-valuetext',
      '16 images',
    );
    await element.evaluate((each: Element & { steps?: number; query?: string }) => (each.steps = 3));
    await expect(element).toHaveAttribute('steps', '3');
    await isDone(element);
    expect(await element.evaluate((each: Element & { query?: string }) => each.query)).toBe(
      'v=1&images=16&steps=3&backend=wasm&step=0',
    );
    await element.evaluate((each) => each.setAttribute('steps', 'many'));
    await expect(element.getByText('steps must be a whole number from 2 to 64, not "many"; 18 is used.')).toBeVisible();
    expect((await told(page)).at(-1)).toEqual(['inputs-change', expect.anything()]);
    expect((await told(page)).map(([name]) => name)).toContain('error');
  });

  test('loads nothing before it is near, in a closed box or before a click; three scripts are one', async ({
    page,
    host,
    baseURL,
  }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const element = (more: string) =>
      `<hidden-gaussian panel="linearity" ${more}><a href="./">the figure</a></hidden-gaussian>`;
    const script = (more: string) => `<script type="module" src="${baseURL}embed.js${more}"></script>`;
    await page.goto(
      host.serve(`<!doctype html>${script('')}${script('?v=2')}${script('?copy')}
        ${element('id="click" run="click"')}<details><summary>More</summary>${element('id="closed"')}</details>
        <div style="height: 4000px"></div>${element('id="far"')}`),
    );
    const run = page.locator('#click').getByRole('button', { name: 'Run this figure' });
    await expect(run).toBeVisible();
    await page.waitForTimeout(500);
    expect(asked.filter((url) => /mount|results|data\//.test(url))).toEqual([]);
    await run.click();
    await expect(page.locator('#click .figure-title')).toBeVisible();
    await expect(page.locator('#closed .figure-title')).toHaveCount(0);
    await page.getByText('More').click();
    await expect(page.locator('#closed .figure-title')).toBeVisible();
    await expect(page.locator('#far .figure-title')).toHaveCount(0);
    await page.locator('#far').scrollIntoViewIfNeeded();
    await expect(page.locator('#far .figure-title')).toBeVisible();
    await page.locator('#far').evaluate((each) => each.setAttribute('panel', 'nothing'));
    await expect(page.locator('#far').locator('.run-status')).toBeVisible(); // the first figure instead
  });

  test('under a strict policy, with none of its styles or scripts inline', async ({ page, host, baseURL }) => {
    const site = baseURL!.replace(/\/$/, '');
    const policy = `default-src 'none'; script-src ${site} 'wasm-unsafe-eval'; connect-src ${site}; worker-src blob:; font-src ${site}; img-src ${site}`;
    const html = elementSnippet({ site: baseURL!, panel: 'stepper', label: 'x', query, heightPx: 600 });
    await page.goto(host.serve(`<!doctype html>${html}`, { 'content-security-policy': policy }));
    await isDone(page.locator('hidden-gaussian'));
    expect(await engines(page)).toBe(1);
  });

  test('gives the device back while it is out of view, and goes on when it is seen again', async ({
    page,
    host,
    baseURL,
  }) => {
    const html = elementSnippet({ site: baseURL!, panel: 'stepper', label: 'x', query, heightPx: 600 });
    await page.clock.install();
    await page.goto(host.serve(`<!doctype html>${html}<div style="height: 9000px"></div>`));
    await isDone(page.locator('hidden-gaussian'));
    expect(await engines(page)).toBe(1);
    await page.evaluate(() => scrollTo(0, 9000));
    await page.waitForTimeout(300);
    await page.clock.fastForward(30_000);
    await expect.poll(() => engines(page)).toBe(0);
    await page.evaluate(() => scrollTo(0, 0));
    await expect(page.locator('hidden-gaussian .run-status.is-done')).toBeVisible();
    await page.locator('hidden-gaussian').evaluate((each) => each.setAttribute('seed', '7'));
    await expect.poll(() => engines(page)).toBe(1);
    await page.clock.resume();
    await isDone(page.locator('hidden-gaussian'));
  });
});

test.describe('the frame', () => {
  test('is as tall as its figure, believes only the page around it, and is believed only for its size', async ({
    page,
    host,
    baseURL,
  }) => {
    const frame = frameSnippet({ site: baseURL!, panel: 'stepper', label: 'x', query, heightPx: 300 });
    const stranger = host.serve(
      `<script>const say = (more) => parent.postMessage({ about: 'hidden-gaussian', version: 1, kind: 'size', ...more }, '*');
      say({ heightPx: 5 }); parent.frames[0].postMessage({ about: 'hidden-gaussian', version: 1, kind: 'change', query: 'images=16' }, '*');</script>`,
    );
    await page.goto(host.serve(`<!doctype html>${frame}${scriptSnippet({ site: baseURL! })}<p>after</p>`));
    const [figure, iframe] = [page.locator('iframe').first().contentFrame(), page.locator('iframe').first()];
    await isDone(figure);
    const height = () => iframe.evaluate((each) => each.getBoundingClientRect().height);
    const wanted = () => figure.locator('body').evaluate((body) => body.scrollHeight);
    await expect.poll(async () => Math.abs((await height()) - (await wanted()))).toBeLessThan(1.5);
    expect(await height()).toBeGreaterThan(500);
    await listen(page, 'iframe', 'hidden-gaussian-');
    await page.evaluate((address) => {
      const other = document.createElement('iframe');
      other.src = address;
      document.body.append(other);
    }, stranger);
    await page.evaluate(() => {
      window.postMessage({ about: 'hidden-gaussian', version: 1, kind: 'size', heightPx: 7 }, '*'); // not from a frame
      const frame = document.querySelector('iframe')!.contentWindow!;
      for (const bad of [
        null,
        'x',
        { kind: 'change', query: 'images=16' },
        { about: 'hidden-gaussian', version: 2, kind: 'change', query: 'images=16' },
      ])
        frame.postMessage(bad, '*');
    });
    await page.waitForTimeout(1000);
    await expect(figure.getByRole('slider', { name: /^Training images/ })).toHaveAttribute(
      'aria-valuetext',
      '64 images',
    );
    expect(await height()).toBeGreaterThan(500);
    await page.evaluate(() => {
      const message = { about: 'hidden-gaussian', version: 1, kind: 'change', query: 'images=16&steps=2&backend=wasm' };
      document.querySelector('iframe')!.contentWindow!.postMessage(message, '*');
    });
    await expect(figure.getByRole('slider', { name: /^Training images/ })).toHaveAttribute(
      'aria-valuetext',
      '16 images',
    );
    await expect.poll(async () => (await told(page)).map(([name]) => name)).toContain('inputs-change');
  });

  for (const [name, attributes] of [
    ['works in a sandbox without an origin', 'sandbox="allow-scripts"'],
    ['works in a sandbox with its origin', 'sandbox="allow-scripts allow-same-origin"'],
  ] as const)
    test(name, async ({ page, host }) => {
      const site = host.serveSite();
      const snippet = frameSnippet({ site, panel: 'stepper', label: 'x', query, heightPx: 300 });
      const frame = snippet.replace('<iframe ', `<iframe ${attributes} `);
      await page.goto(host.serve(`<!doctype html>${frame}${scriptSnippet({ site })}`));
      const figure = page.frameLocator('iframe');
      await isDone(figure);
      await figure.getByRole('button', { name: 'Step forward' }).click();
      await expect(figure.locator('.transport-words')).toHaveText('Step 2 of 2, σ = 0');
      await expect
        .poll(() => page.locator('iframe').evaluate((each) => each.getBoundingClientRect().height))
        .toBeGreaterThan(500);
    });

  test('its page obeys a strict policy of its own', async ({ page, host }) => {
    const policy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'; font-src 'self'; img-src 'self'`;
    const site = host.serveSite({ 'content-security-policy': policy });
    await page.goto(`${site}embed/stepper.html?${query}`);
    await isDone(page.locator('hidden-gaussian'));
  });

  test('there is a page for each panel', async ({ request, baseURL }) => {
    for (const panel of Object.keys(panels)) {
      const answer = await request.get(`${baseURL}embed/${panel}.html`);
      expect([panel, answer.status()]).toEqual([panel, 200]);
      expect(await answer.text()).toContain(`data-panel="${panel}"`);
    }
  });
});

test('the dialog of a figure writes lines that work in another page', async ({ page, host }) => {
  await page.goto(`./?${query}`);
  await isDone(page.locator('#figure-stepper'));
  await page.locator('#figure-stepper').getByRole('button', { name: 'Take it away' }).click();
  await page.getByRole('menuitem', { name: 'Embed this figure' }).click();
  const dialog = page.getByRole('dialog', { name: 'Embed this figure' });
  const lines = dialog.getByRole('textbox');
  await expect(lines).toHaveValue(/<hidden-gaussian panel="stepper" steps="2" backend="wasm" step="1">/);
  const [element, frame] = [await lines.inputValue(), await choose('Frame')];
  await expect(dialog.frameLocator('iframe').locator('.figure-title')).toBeVisible();
  expect(frame).toContain('<iframe');
  expect(await choose('Frame, no script')).not.toContain('<script');
  await dialog.getByRole('checkbox', { name: 'Compute only after a click' }).check();
  expect(await lines.inputValue()).toContain('run=click');
  await page.keyboard.press('Escape');
  await page.goto(host.serve(`<!doctype html>${element}`));
  await isDone(page.locator('hidden-gaussian'));
  await page.goto(host.serve(`<!doctype html>${frame}`));
  await isDone(page.frameLocator('iframe'));

  async function choose(kind: string): Promise<string> {
    await dialog.getByRole('radio', { name: kind, exact: true }).check();
    return lines.inputValue();
  }
});
