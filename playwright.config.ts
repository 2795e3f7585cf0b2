import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/tooling/findBrowser.ts';

const port = Number(process.env['PAGES_PORT'] ?? 4174); // the test runner sets a free one
const isLong = process.env['TEST_LONG'] === '1';
const vite = 'node node_modules/vite/bin/vite.js';
const enginePage = '--config tests/pages/engine/vite.config.ts'; // the engine without the site
const executablePath = findBrowser();

/** Software WebGPU takes every core, and some tests measure time: these have the machine for themselves. */
const alone = [
  'backends',
  'bench',
  'engine*',
  'faults',
  'firstImpression',
  'ownImages',
  'stepper',
  'takeaway',
  'training',
].map((name) => `**/${name}.test.ts`);

export default defineConfig({
  testDir: 'tests/pages',
  projects: isLong
    ? [{ name: 'long', testMatch: '**/*.long.test.ts', workers: 1 }]
    : [
        { name: 'alone', testMatch: alone, workers: 1 },
        { name: 'pages', testIgnore: [...alone, '**/*.long.test.ts'], dependencies: ['alone'] },
      ],
  snapshotPathTemplate: '{testDir}/__screenshots__/{arg}{ext}',
  updateSnapshots: 'none', // a missing screenshot fails; `npm run test:pages:update` makes it
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: isLong ? 30 * 60 * 1000 : 5 * 60 * 1000, // software WebGPU is slow, and other machines may be slower
  globalTimeout: isLong ? 3 * 60 * 60 * 1000 : 20 * 60 * 1000,
  reporter: [['list'], ['json', { outputFile: 'test-results/pages.json' }]],
  expect: {
    timeout: 60 * 1000, // tests that measure time do so by a clock
    toHaveScreenshot: { maxDiffPixelRatio: 0.01, animations: 'disabled', caret: 'hide' },
  },
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: 'light',
    contextOptions: { reducedMotion: 'reduce' },
    serviceWorkers: 'block', // they would answer before the routes of a test; offline.test.ts lets them
    trace: 'off', // its recorder takes a quarter of the time; to look for a fault: `npx playwright test NAME --trace retain-on-failure`
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        // of what is compiled, V8 keeps ever more; each full collection drops it, so that a soak measures what the page holds
        ...(isLong ? ['--js-flags=--stress-flush-code'] : []),
        '--headless=new', // the old headless mode has no WebGPU
        '--no-sandbox',
        '--enable-unsafe-webgpu',
        '--use-webgpu-adapter=swiftshader',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost', // a request to another host can only fail
      ],
    },
  },
  webServer: [
    {
      command: `${vite} preview --port ${port} --strictPort`,
      url: `http://localhost:${port}/`,
      reuseExistingServer: false,
    },
    {
      command: `${vite} build ${enginePage} --logLevel warn && ${vite} preview ${enginePage} --port ${port + 1} --strictPort`,
      url: `http://localhost:${port + 1}/`,
      reuseExistingServer: false,
    },
  ],
});
