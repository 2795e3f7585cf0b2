import '@fontsource-variable/inter';
import '@fontsource-variable/source-serif-4';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

const root = document.getElementById('root');
if (!root) throw new Error('main: index.html must hold an element with the id root');
createRoot(root).render(
  <StrictMode>
    <h1>The Hidden Gaussian</h1>
  </StrictMode>,
);
