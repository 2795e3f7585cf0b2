/** What is pointed at, shared by all panels so that hovering one marks the others. Not an input: it is in no link. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DenoiserId } from '../denoisers/catalog';

export interface View {
  /** The noise level under the pointer. */
  readonly hover?: { readonly step: number; readonly row?: DenoiserId } | undefined;
  readonly isPlaying: boolean;
}

export const makeView = (): StoreApi<View> => createStore<View>(() => ({ isPlaying: false }));
