import { type RefObject, useEffect, useEffectEvent, useState } from 'react';

/** Whether an element has come near to the window, within `marginPx`; stays true from then on. */
export function useNear(ref: RefObject<HTMLElement | null>, marginPx = 600): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || isNear) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: `${marginPx}px 0px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, marginPx, isNear]);
  return isNear;
}

/** Tells each time that an element comes near to the window, or goes away from it. */
export function useInSight(element: HTMLElement, tell: (isInSight: boolean) => void, marginPx = 300): void {
  const onChange = useEffectEvent(tell);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => onChange(entries.at(-1)!.isIntersecting), {
      rootMargin: `${marginPx}px 0px`,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, marginPx]);
}
