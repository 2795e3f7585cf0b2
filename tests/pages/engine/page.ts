/** A page with nothing but the engine, which the tests drive from outside. */
import { countEngine } from '../../../scripts/bench/page/countEngine';
import { makeEngine } from '../../../src/engine/client';
import type { BackendId } from '../../../src/engine/protocol';

Object.assign(window, {
  openEngine: (backend?: BackendId) =>
    makeEngine({ baseUrl: new URL('./', location.href).href, ...(backend && { backend }) }),
  countEngine,
  trainOneStep: async (backend: BackendId) => (await import('./trainOneStep')).trainOneStep(backend),
});
