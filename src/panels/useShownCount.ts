import { useState } from 'react';
import { useInputs } from './session';

/** The N that a figure looks at: the one pointed at last, until the page's own N changes. Undefined when none was pointed at since. */
export function useShownCount(): [shown: number | undefined, show: (images: number) => void] {
  const { images } = useInputs();
  const [pointed, setPointed] = useState<{ readonly images: number; readonly at: number }>();
  return [pointed?.at === images ? pointed.images : undefined, (count) => setPointed({ images: count, at: images })];
}
