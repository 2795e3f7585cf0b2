import type { NetworkInfo } from '../state/networks';
import { useRun, useSession } from './session';
import type { Loaded } from './useLoaded';

/** The list of networks, which the page reads when it opens. */
export function useNetworks(): Loaded<readonly NetworkInfo[]> {
  const { run } = useSession();
  const networks = useRun((state) => state.networks);
  switch (networks.state) {
    case 'loading':
      return { state: 'waiting' };
    case 'ready':
      return { state: 'ready', value: networks.list };
    case 'failed':
      return { state: 'failed', message: networks.message, retry: () => run.retry() };
    default:
      return networks satisfies never;
  }
}
