/** An item of the bench. */
import type { BenchPage } from './benchPage';
import type { ItemResult } from './result';

export interface Item {
  readonly title: string;
  run(tools: Tools): Promise<ItemResult>;
}

export interface Tools {
  /** The bench's own page in headless Chromium, opened when the first item asks for it. */
  page(): Promise<BenchPage>;
}
