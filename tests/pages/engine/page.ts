/** A page with nothing but the engine, which the tests drive from outside. */
import { countEngine } from '../../../scripts/bench/page/countEngine';
import { makeEngine } from '../../../src/engine/client';
import type { BackendId } from '../../../src/engine/protocol';

const baseUrl = new URL('./', location.href).href;

Object.assign(window, {
  openEngine: (backend?: BackendId) => makeEngine({ baseUrl, ...(backend && { backend }) }),
  countEngine: () => countEngine(baseUrl),
  trainOneStep: async (backend: BackendId) => (await import('./trainOneStep')).trainOneStep(backend),
});
