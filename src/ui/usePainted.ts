import { type RefObject, useLayoutEffect, useRef } from 'react';
import { soon } from './soon';

/**
 * A canvas that is painted anew with each new `paint`, before the frame in which it changes; for the first time in a task of its own, because a figure that
 * comes with many canvases would hold the page.
 */
export function usePainted(paint: (canvas: HTMLCanvasElement) => void): RefObject<HTMLCanvasElement | null> {
  const ref = useRef<HTMLCanvasElement>(null);
  const isPainted = useRef(false);
  useLayoutEffect(() => {
    const run = () => {
      if (ref.current) paint(ref.current);
      isPainted.current = true;
    };
    if (!isPainted.current) return soon(run);
    run();
    return undefined;
  }, [paint]);
  return ref;
}
