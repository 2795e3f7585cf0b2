/** The session of this page: inputs from its address, files from beside it, an engine that starts when the page has drawn. */
import { decodeInputs } from '../state/inputs';
import { openSite } from '../state/openSite';
import type { Session } from '../state/session';
import { whenIdle } from '../ui/whenIdle';

export async function openSession(): Promise<Session> {
  const { backend } = decodeInputs(location.search).inputs;
  const site = openSite({
    baseUrl: new URL(import.meta.env.BASE_URL, document.baseURI).href,
    pageUrl: location.href.replace(/[?#].*/, ''),
    backend: backend === 'auto' ? undefined : backend,
    whenIdle,
  });
  const opened = site.ownImages.open();
  if (/[?&](dataset|spectrum)=own-/.test(location.search)) await opened; // a link is read when what it names is there
  const session = site.openSession(decodeInputs(location.search));
  if (import.meta.env.PROD) keepWhenDone(session);
  return session;
}

/** After the first run, when there is nothing better to do, the page is kept for visits without a network. */
function keepWhenDone({ run, engine }: Session): void {
  const stop = run.store.subscribe(({ phase }) => {
    if (phase !== 'done' && phase !== 'failed') return;
    stop();
    void whenIdle()
      .then(() => import('./offline/keepOffline'))
      .then(({ keepOffline }) => keepOffline(engine))
      .catch(() => undefined); // no room, not secure, or no such thing in this browser
  });
}
