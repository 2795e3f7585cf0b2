/** What the engine asks of WebGPU stays within the targets of the bench: counts that no machine changes. */
import type { EngineCounts } from '../../scripts/bench/page/counted';
import { meets } from '../../scripts/bench/result';
import { targetsOf } from '../../scripts/bench/page/engineResult';
import { expect, test } from './fixtures';

declare global {
  interface Window {
    countEngine: () => Promise<EngineCounts>;
  }
}

test.use({ baseURL: `http://localhost:${Number(process.env['PAGES_PORT'] ?? 4174) + 1}/` });

test('dispatches, readbacks and buffers are within their targets', async ({ page }) => {
  await page.goto('./');
  await page.waitForFunction(() => 'countEngine' in window);
  const counts = await page.evaluate(() => window.countEngine());
  expect(counts.denoise.dispatches).toBeGreaterThan(10); // something was counted
  const missed = targetsOf(counts).filter((target) => !meets(target, target.must));
  expect(missed).toEqual([]);
});
