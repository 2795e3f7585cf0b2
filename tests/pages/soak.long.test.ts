/** Random use for half an hour. */
import { test } from './fixtures';
import { expectFlat, soak } from './soak';

test('a monkey plays with every control for thirty minutes, and nothing breaks or grows', async ({ page }) => {
  test.setTimeout(60 * 60_000);
  const lookedAtFirst = ['&dataset=faces&images=64', '&dataset=digits&images=64', '&images=256', '&images=16384'];
  const minutes = 60_000;
  expectFlat(
    await soak(page, { lookedAtFirst, seeds: [2, 3, 4, 5, 6, 7], firstBoutMs: 5 * minutes, boutMs: 5 * minutes }),
  );
});
