import { createContext, type RefCallback, use, useCallback, useState } from 'react';

/** The width of the place in which a figure comes to be, in CSS pixels, where it was known before; else 0. */
export const PlaceWidth = createContext(0);

/** For the element to be measured, whenever it comes; and its content width in CSS pixels. */
type Measured = readonly [ref: RefCallback<HTMLElement>, widthPx: number];

/** The content width of an element, known before the first paint so that nothing moves; 0 until then. */
export function useWidth(): Measured {
  return useWidthFrom(0);
}

/** The same of an element as wide as the figure's place: drawn once where that is known, and no layout in the middle of a commit. */
export function usePlaceWidth(): Measured {
  return useWidthFrom(use(PlaceWidth));
}

function useWidthFrom(guessPx: number): Measured {
  const [widthPx, setWidthPx] = useState(guessPx);
  const [hasGuess] = useState(guessPx > 0);
  const ref = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return;
      const measure = () => setWidthPx(element.clientWidth);
      if (!hasGuess) measure();
      const observer = new ResizeObserver(measure); // tells the first width too, after the layout and before the paint
      observer.observe(element);
      return () => observer.disconnect();
    },
    [hasGuess],
  );
  return [ref, widthPx];
}
