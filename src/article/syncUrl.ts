/** Keeps the address of the page equal to the inputs, both ways. */
import { decodeInputs, encodeInputs } from '../state/inputs';
import type { Session } from '../state/session';

/** Browsers refuse more than about 100 changes in 30 seconds. */
const restMs = 350;

/** @returns the way to stop */
export function syncUrl({ inputs, problems }: Session): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    timer = undefined;
    const query = encodeInputs(inputs.getState());
    history.replaceState(history.state, '', `${location.pathname}${query && `?${query}`}${location.hash}`);
  };
  const stop = inputs.subscribe(() => (timer ??= setTimeout(write, restMs)));
  const read = () => {
    const opening = decodeInputs(location.search);
    inputs.setState(opening.inputs);
    problems.setState(opening.problems, true);
  };
  const flush = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    write();
  };
  window.addEventListener('popstate', read);
  window.addEventListener('pagehide', flush);
  return () => {
    stop();
    clearTimeout(timer);
    window.removeEventListener('popstate', read);
    window.removeEventListener('pagehide', flush);
  };
}
