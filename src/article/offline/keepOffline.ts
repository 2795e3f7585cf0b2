/** Keeps the page, and what it has loaded, for a visit without a network. Where the browser does not let us, everything else works. */
import type { EngineClient } from '../../engine/client';
import type { Message } from './serviceWorker';

export async function keepOffline(engine: EngineClient): Promise<void> {
  const { connection } = navigator as { connection?: { readonly saveData: boolean } };
  if (connection?.saveData) return;
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  await serviceWorker?.register(new URL('service-worker.js', document.baseURI));
  const registration = await serviceWorker?.ready;
  const keep = async () => {
    const urls = [...performance.getEntriesByType('resource').map(({ name }) => name), ...(await loadedBy(engine))];
    registration?.active?.postMessage({ kind: 'keep', urls } satisfies Message);
  };
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keep();
  });
  await keep();
}

/** What the engine has loaded, if it runs. */
async function loadedBy(engine: EngineClient): Promise<readonly string[]> {
  return engine.status().state === 'ready' ? engine.run({ kind: 'loaded' }).catch(() => []) : [];
}
