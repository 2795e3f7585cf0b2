/** Random use for half an hour. */
import { test } from './fixtures';
import { expectFlat, soak } from './soak';

test('a monkey plays with every control for thirty minutes, and nothing breaks or grows', async ({ page }) => {
  test.setTimeout(60 * 60_000);
  expectFlat(await soak(page, { seeds: [2, 3, 4, 5, 6, 7], firstBoutMs: 5 * 60_000, boutMs: 5 * 60_000 }));
});
