/** At which noise levels there is a linear map of a network: those that come with the page, and those distilled in it. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LinearManifest } from '../denoisers/linearCatalog';

export interface LinearMapsState {
  readonly manifest?: LinearManifest;
  /** Why there is no manifest. */
  readonly message?: string;
  /** Noise levels distilled here, by the network's id. */
  readonly distilled: Readonly<Record<string, readonly number[]>>;
}

export interface LinearMaps {
  readonly store: StoreApi<LinearMapsState>;
  /** Reads the manifest. Never rejects: what is wrong is words. */
  load(): Promise<void>;
  add(network: string, sigma: number): void;
  /** The network has other weights now. */
  forget(network: string): void;
}

export function makeLinearMaps(readManifest: () => Promise<LinearManifest>): LinearMaps {
  const store = createStore<LinearMapsState>(() => ({ distilled: {} }));
  const change = (network: string, sigmas: readonly number[]) =>
    store.setState(({ distilled }) => ({ distilled: { ...distilled, [network]: sigmas } }));
  return {
    store,
    load: () =>
      readManifest().then(
        (manifest) => store.setState({ manifest }),
        (error: unknown) => store.setState({ message: error instanceof Error ? error.message : String(error) }),
      ),
    add: (network, sigma) => change(network, [...(store.getState().distilled[network] ?? []), sigma]),
    forget: (network) => change(network, []),
  };
}

/** All noise levels at which a network has a linear map. */
export function linearLevels({ manifest, distilled }: LinearMapsState, network: string): readonly number[] {
  const ready = (manifest?.maps ?? []).filter((map) => map.network === network);
  return [...ready.map(({ sigma }) => sigma), ...(distilled[network] ?? [])];
}
