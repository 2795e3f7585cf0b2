/** Brings the article to life, each step in a task of its own: opens the session and lets the islands fill their places, from the top of the page. */
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SessionContext } from '../panels/session';
import { findPlaces, Islands } from './islands';
import { ownTask } from '../ui/soon';
import { nameParts } from './nameParts';
import { openSession } from './openSession';
import { syncUrl } from './syncUrl';

export async function start(): Promise<void> {
  await ownTask();
  const session = await openSession();
  await ownTask();
  session.run.start();
  await ownTask();
  const places = findPlaces(document);
  syncUrl(session);
  nameParts(document);
  await ownTask();
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
