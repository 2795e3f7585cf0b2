/** Random use for a minute, then half of it again: no error, and what the page holds in memory stays as it is. */
import { test } from './fixtures';
import { expectFlat, soak } from './soak';

test('a monkey plays with every control, and nothing breaks or grows', async ({ page }) => {
  expectFlat(await soak(page, { lookedAtFirst: [''], seeds: [1, 1], firstBoutMs: 60_000, boutMs: 30_000 }));
});
