import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { findPlaces, Islands } from './article/islands';
import { nameParts } from './article/nameParts';
import { openSession } from './article/openSession';
import { syncUrl } from './article/syncUrl';
import { SessionContext } from './panels/session';
import './article/styles';

const session = await openSession();
session.run.start();
syncUrl(session);
nameParts(document);
const page = createRoot(document.createElement('div'));
const places = findPlaces(document);
// in pieces, so that the page answers while it comes to life
startTransition(() =>
  page.render(
    <StrictMode>
      <SessionContext value={session}>
        <Islands places={places} />
      </SessionContext>
    </StrictMode>,
  ),
);
