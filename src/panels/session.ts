/** How panels reach what they share. */
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { InputName, Inputs } from '../state/inputs';
import type { Progress } from '../state/progress';
import type { RunState } from '../state/run';
import type { Session } from '../state/session';
import type { View } from '../state/view';

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession: a panel must stand inside <SessionContext value={session}>');
  return session;
}

export function useInputs(): Inputs {
  return useStore(useSession().inputs);
}

/** One input, and the way to change it. */
export function useInput<Name extends InputName>(name: Name): [Inputs[Name], (value: Inputs[Name]) => void] {
  const { inputs, change } = useSession();
  return [useStore(inputs, (all) => all[name]), (value) => change({ [name]: value })];
}

export function useRun<T>(select: (state: RunState) => T): T {
  return useStore(useSession().run.store, select);
}

export function useView<T>(select: (view: View) => T): T {
  return useStore(useSession().view, select);
}

export function useProgress(): Progress {
  return useStore(useSession().progress);
}
