import { useSyncExternalStore } from 'react';

/** Device pixels per CSS pixel; changes with the zoom and the screen. */
export function usePixelRatio(): number {
  return useSyncExternalStore(subscribe, () => window.devicePixelRatio);
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('resize', onChange); // zooming and moving to another screen both resize
  return () => window.removeEventListener('resize', onChange);
}
