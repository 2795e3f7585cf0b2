/** Opens the bench's page, beside the built site, in headless Chromium. */
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { build, isBuilt } from '../tooling/build';
import { provideBrowser } from '../tooling/findBrowser';
import { root } from '../tooling/run';
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

const benchPort = 4176;

export async function openBenchPage(): Promise<BenchPage> {
  if (!isBuilt() && !(await build())) throw new Error('bench: the site must build, see above');
  const server = await preview({ root, preview: { port: benchPort, strictPort: true }, logLevel: 'error' });
  const browser = await chromium.launch({
    executablePath: provideBrowser(),
    args: ['--headless=new', '--no-sandbox', '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'],
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  page.on('pageerror', (error) => console.error(`bench page: ${error.message}`));
  await page.goto(`http://localhost:${benchPort}/bench/`);
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
