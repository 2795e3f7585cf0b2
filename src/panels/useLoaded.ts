import { startTransition, useEffect, useEffectEvent, useState } from 'react';

export type Loaded<T> =
  | { readonly state: 'waiting'; readonly value?: undefined; readonly message?: undefined; readonly retry?: undefined }
  | { readonly state: 'ready'; readonly value: T; readonly message?: undefined; readonly retry?: undefined }
  | {
      readonly state: 'failed';
      readonly value?: undefined;
      readonly message: string;
      /** Asks once more. */
      readonly retry: () => void;
    };

const waiting = { state: 'waiting' } as const;

/** What `load` resolves to, anew for each key; waits as long as there is no key. It is told whether the reader has asked again after it failed. */
export function useLoaded<T>(key: string | undefined, load: (isAgain: boolean) => Promise<T>): Loaded<T> {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly loaded: Loaded<T> }>();
  const [attempt, setAttempt] = useState(0);
  const ask = useEffectEvent(() => load(attempt > 0 && answer?.key === key));
  useEffect(() => {
    if (key === undefined) return;
    let isCurrent = true;
    const set = (loaded: Loaded<T>) => {
      if (isCurrent) startTransition(() => setAnswer({ key, loaded })); // a figure may be large: it is drawn in pieces
    };
    const retry = () => {
      set(waiting);
      setAttempt(attempt + 1);
    };
    ask().then(
      (value) => set({ state: 'ready', value }),
      (error: unknown) =>
        set({ state: 'failed', message: error instanceof Error ? error.message : String(error), retry }),
    );
    return () => {
      isCurrent = false;
    };
  }, [key, attempt]);
  return answer && answer.key === key ? answer.loaded : waiting;
}
