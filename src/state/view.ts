/** What is pointed at, shared by all panels so that hovering one marks the others. Not an input: it is in no link. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DenoiserId } from '../denoisers/catalog';

export interface View {
  /** The step under the pointer. */
  readonly hover?: { readonly step: number; readonly row?: DenoiserId } | undefined;
  /** The sigma under the pointer, > 0, in any figure over noise levels. */
  readonly hoveredSigma?: number | undefined;
  readonly isPlaying: boolean;
}

export const makeView = (): StoreApi<View> => createStore<View>(() => ({ isPlaying: false }));
