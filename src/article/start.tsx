/** Brings the article to life: opens the session and lets the islands fill their places, those in view first. */
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SessionContext } from '../panels/session';
import { findPlaces, Islands } from './islands';
import { nameParts } from './nameParts';
import { openSession } from './openSession';
import { syncUrl } from './syncUrl';

export async function start(): Promise<void> {
  const session = await openSession();
  session.run.start();
  syncUrl(session);
  nameParts(document);
  const places = findPlaces(document);
  const root = createRoot(document.createElement('div'));
  startTransition(() =>
    root.render(
      <StrictMode>
        <SessionContext value={session}>
          <Islands places={places} />
        </SessionContext>
      </StrictMode>,
    ),
  );
}
