import { useEffect, useEffectEvent, useState } from 'react';
import type { TheoryFrame, TheoryInput, TheoryKind, TheoryResult } from '../engine/theoryJobs';
import { startStopwatch } from '../ui/stopwatch';
import { useSession } from './session';

/** What a theory job has given so far. */
export interface Theory<Kind extends TheoryKind> {
  readonly key: string;
  readonly input: TheoryInput<Kind>;
  readonly frames: readonly TheoryFrame<Kind>[];
  readonly result?: TheoryResult<Kind>;
  /** How long it took, once it is done. */
  readonly elapsedMs?: number;
  /** Why it failed. */
  readonly message?: string;
}

export interface TheoryAsk<Kind extends TheoryKind> {
  /** Names the input; nothing is computed without one, and another one stops the work. */
  readonly key: string | undefined;
  readonly input: () => TheoryInput<Kind>;
  /** Waits so long for the reader's hand to rest. */
  readonly delayMs?: number;
}

/** Computes in the theory worker as soon as there is a key. Until the first answer to a new one, the last answer to an earlier one stays. */
export function useTheory<Kind extends TheoryKind>(
  kind: Kind,
  { key, input, delayMs = 0 }: TheoryAsk<Kind>,
): Theory<Kind> | undefined {
  const { theory } = useSession();
  const [shown, setShown] = useState<Theory<Kind>>();
  const makeInput = useEffectEvent(input);
  useEffect(() => {
    if (key === undefined) return;
    const controller = new AbortController();
    const { signal } = controller;
    const asked = makeInput(); // not when the hand rests: by then the figure may have been drawn anew, without a key
    const timer = setTimeout(() => {
      const readElapsedMs = startStopwatch();
      let frames: readonly TheoryFrame<Kind>[] = [];
      const show = (rest: Pick<Theory<Kind>, 'result' | 'elapsedMs' | 'message'>) => {
        if (!signal.aborted) setShown({ key, input: asked, frames, ...rest });
      };
      const onFrame = (frame: TheoryFrame<Kind>) => {
        frames = [...frames, frame];
        show({});
      };
      theory.run(kind, asked, { signal, onFrame }).then(
        (result) => show({ result, elapsedMs: readElapsedMs() }),
        (error: unknown) => show({ message: error instanceof Error ? error.message : String(error) }),
      );
    }, delayMs);
    return () => {
      clearTimeout(timer);
      controller.abort(new DOMException('Another one was asked for.', 'AbortError'));
    };
  }, [theory, kind, key, delayMs]);
  return shown;
}
