import { createContext, type RefObject, use, useLayoutEffect, useState } from 'react';

/** The width of the place in which a figure comes to be, in CSS pixels, where it was known before; else 0. */
export const PlaceWidth = createContext(0);

/** The content width of an element in CSS pixels, known before the first paint so that nothing moves; 0 until then. */
export function useWidth(ref: RefObject<HTMLElement | null>): number {
  return useWidthFrom(ref, 0);
}

/** The same of an element as wide as the figure's place: drawn once where that is known, and no layout in the middle of a commit. */
export function usePlaceWidth(ref: RefObject<HTMLElement | null>): number {
  return useWidthFrom(ref, use(PlaceWidth));
}

function useWidthFrom(ref: RefObject<HTMLElement | null>, guessPx: number): number {
  const [widthPx, setWidthPx] = useState(guessPx);
  const [hasGuess] = useState(guessPx > 0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setWidthPx(element.clientWidth);
    if (!hasGuess) measure();
    const observer = new ResizeObserver(measure); // tells the first width too, after the layout and before the paint
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, hasGuess]);
  return widthPx;
}
