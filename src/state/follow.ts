/** Figures that nobody sees follow the others later, so that those in view can follow at once. */
import type { StoreApi } from 'zustand/vanilla';
import type { Session } from './session';

export interface Follower {
  /** The same session, whose inputs, run and view stand still while the figure is out of sight, until all has come to rest. */
  readonly session: Session;
  setInSight(isInSight: boolean): void;
}

const restMs = 400;

/** Figures out of sight that have to follow, one after the other, each in a task of its own. */
const waiting = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

function whenAtRest(follow: () => void): void {
  waiting.add(follow);
  clearTimeout(timer);
  timer = setTimeout(followNext, restMs);
}

function followNext(): void {
  const [next] = waiting;
  if (!next) return;
  waiting.delete(next);
  next();
  timer = setTimeout(followNext);
}

export function makeFollower(session: Session): Follower {
  let isInSight = true;
  const followAll = () => {
    for (const { catchUp } of stores) catchUp();
  };
  const onChange = () => {
    if (isInSight) followAll();
    else whenAtRest(followAll);
  };
  const inputs = followStore(session.inputs, onChange);
  const run = followStore(session.run.store, onChange);
  const view = followStore(session.view, onChange);
  const stores = [inputs, run, view];
  return {
    session: {
      ...session,
      inputs: inputs.store,
      run: { ...session.run, store: run.store },
      view: view.store,
      change(patch) {
        session.change(patch);
        followAll(); // it came from this figure: its reader may be there before the figure knows that it is in sight
      },
    },
    setInSight(next) {
      isInSight = next;
      if (!isInSight) return;
      waiting.delete(followAll);
      followAll();
    },
  };
}

/** A store that writes to another at once, and reads from it when it catches up. */
function followStore<T>(source: StoreApi<T>, onChange: () => void) {
  let state = source.getState();
  const listeners = new Set<(state: T, before: T) => void>();
  let stopListening = () => {};
  const catchUp = () => {
    const before = state;
    state = source.getState();
    if (state !== before) for (const listener of [...listeners]) listener(state, before);
  };
  const store: StoreApi<T> = {
    ...source,
    getState: () => (listeners.size > 0 ? state : (state = source.getState())),
    subscribe(listener) {
      if (listeners.size === 0) {
        state = source.getState();
        stopListening = source.subscribe(onChange);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stopListening();
      };
    },
  };
  return { store, catchUp };
}
