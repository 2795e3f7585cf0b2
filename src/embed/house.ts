/** What all figures embedded in one page share: one site with one engine, which rests while no figure is in view. */
import type { BackendId } from '../engine/protocol';
import { openSite, type Site } from '../state/openSite';
import type { Session } from '../state/session';
import { whenIdle } from '../ui/whenIdle';

/** How long all figures must be out of view before the device is given back. */
const restMs = 20_000;

const sites = new Map<string, { readonly site: Site; readonly inView: Set<Session>; readonly all: Set<Session> }>();

/** @param base  URL of the site's folder; figures of the same one share its engine, on the backend that the first of them asks for */
export function siteAt(base: string, backend: BackendId | undefined) {
  let found = sites.get(base);
  if (!found) {
    const site = openSite({ baseUrl: base, pageUrl: base, backend, whenIdle });
    void site.ownImages.open();
    found = { site, inView: new Set(), all: new Set() };
    sites.set(base, found);
  }
  return found;
}

/**
 * Keeps the engine awake while an element is in view, and lets it rest when none has been for a while and none has anything under way.
 * @returns the way to stop
 */
export function watchView(element: Element, session: Session, base: string): () => void {
  const { site, inView, all } = siteAt(base, undefined);
  all.add(session);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const restLater = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const isBusy = [...all].some(({ training }) => training.store.getState().phase !== 'idle');
      if (inView.size > 0 || site.engine.status().state === 'idle') return;
      if (isBusy || !site.engine.rest()) restLater(); // a job ends some time
    }, restMs);
  };
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.at(-1)?.isIntersecting) inView.add(session);
      else if (inView.delete(session)) restLater();
    },
    { rootMargin: '100% 0px' },
  );
  observer.observe(element);
  return () => {
    observer.disconnect();
    all.delete(session);
    inView.delete(session);
    restLater();
  };
}
