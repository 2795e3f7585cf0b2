/** Runs a function in the engine's worker before anything else there. */
import type { Page } from '@playwright/test';

export const inWorkerFirst = (page: Page, run: () => void): Promise<unknown> =>
  page.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${run.toString()})();\n${await response.text()}` });
  });
