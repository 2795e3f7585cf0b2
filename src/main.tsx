import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { findPlaces, Islands } from './article/islands';
import { nameParts } from './article/nameParts';
import { openSession } from './article/openSession';
import { syncUrl } from './article/syncUrl';
import { SessionContext } from './panels/session';
import './article/styles';

const session = openSession();
session.run.start();
syncUrl(session);
nameParts(document);
createRoot(document.createElement('div')).render(
  <StrictMode>
    <SessionContext value={session}>
      <Islands places={findPlaces(document)} />
    </SessionContext>
  </StrictMode>,
);
