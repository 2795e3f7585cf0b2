import { useEffect, useEffectEvent } from 'react';

/** Calls `onTick` every `intervalMs` while playing. */
export function usePlay(isPlaying: boolean, intervalMs: number, onTick: () => void): void {
  const tick = useEffectEvent(onTick);
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => tick(), intervalMs);
    return () => clearInterval(timer);
  }, [isPlaying, intervalMs]);
}
