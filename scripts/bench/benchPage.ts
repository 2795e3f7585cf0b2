/** Builds, serves and opens the bench's page in headless Chromium. */
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { provideBrowser } from '../tooling/findBrowser';
import type { BenchCalls } from './page/page';

declare global {
  interface Window {
    bench: BenchCalls;
  }
}

export interface BenchPage {
  readonly page: Page;
  readonly browser: string;
  close(): Promise<void>;
}

export const benchPort = 4176;
const configFile = fileURLToPath(new URL('page/vite.config.ts', import.meta.url));

export async function openBenchPage(): Promise<BenchPage> {
  await build({ configFile, logLevel: 'error' });
  const server = await preview({ configFile, preview: { port: benchPort, strictPort: true } });
  const browser = await chromium.launch({
    executablePath: provideBrowser(),
    args: ['--headless=new', '--no-sandbox', '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'],
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  page.on('pageerror', (error) => console.error(`bench page: ${error.message}`));
  await page.goto(`http://localhost:${benchPort}/`);
  await page.waitForFunction(() => 'bench' in window);
  return {
    page,
    browser: `Chromium ${browser.version()}`,
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
