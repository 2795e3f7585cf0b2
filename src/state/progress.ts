/** What the reader has predicted and tried, and whether figures wait for a prediction; kept on this device where that is possible. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isRecord } from './networks';

export interface Progress {
  /** True when figures hide their answer until the reader has said what they expect. */
  readonly isGuided: boolean;
  /** The option that was chosen, by prediction. */
  readonly predictions: Readonly<Record<string, number>>;
  /** Predictions whose figure was looked at without one. */
  readonly skipped: readonly string[];
  /** Exercises of the guided path that were solved. */
  readonly solved: readonly string[];
}

export type ProgressStore = StoreApi<Progress>;

/** Where text is kept; a browser may refuse both. */
export type KeptText = Pick<Storage, 'getItem' | 'setItem'>;

const key = 'hidden-gaussian/progress';
const none: Progress = { isGuided: true, predictions: {}, skipped: [], solved: [] };

/** What is kept is read once and written at each change; without storage, or when it refuses, progress lasts as long as the page. */
export function makeProgress(storage: KeptText | undefined): ProgressStore {
  const store = createStore<Progress>(() => read(storage));
  store.subscribe((progress) => {
    try {
      storage?.setItem(key, JSON.stringify(progress));
    } catch {
      // full or forbidden: nothing that the reader sees is lost before the page closes
    }
  });
  return store;
}

function read(storage: KeptText | undefined): Progress {
  try {
    return parseProgress(JSON.parse(storage?.getItem(key) ?? 'null'));
  } catch {
    return none;
  }
}

/** Whatever of it is of the right form. */
export function parseProgress(kept: unknown): Progress {
  if (!isRecord(kept)) return none;
  const { isGuided, predictions, skipped, solved } = kept;
  const strings = (list: unknown) =>
    Array.isArray(list) ? list.filter((each): each is string => typeof each === 'string') : [];
  const isChoice = (entry: [string, unknown]): entry is [string, number] => Number.isInteger(entry[1]);
  return {
    isGuided: isGuided !== false,
    predictions: isRecord(predictions) ? Object.fromEntries(Object.entries(predictions).filter(isChoice)) : {},
    skipped: strings(skipped),
    solved: strings(solved),
  };
}

/** Whether the answer to a prediction may be shown. */
export function isRevealed({ isGuided, predictions, skipped }: Progress, id: string): boolean {
  return !isGuided || predictions[id] !== undefined || skipped.includes(id);
}
