import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openSession } from './article/openSession';
import { Page } from './article/Page';
import { syncUrl } from './article/syncUrl';
import './article/styles';

const root = document.getElementById('root');
if (!root) throw new Error('main: index.html must hold an element with the id root');
const session = openSession();
session.run.start();
syncUrl(session);
createRoot(root).render(
  <StrictMode>
    <Page session={session} />
  </StrictMode>,
);
