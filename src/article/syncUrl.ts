/** Keeps the address of the page equal to the inputs, both ways. Other images or another network are a new place in the history: Back leads to those before. */
import { decodeInputs, encodeInputs, type Inputs } from '../state/inputs';
import type { Session } from '../state/session';

/** Browsers refuse more than about 100 changes in 30 seconds. */
const restMs = 350;

/** What makes a place of its own. */
const placeOf = ({ dataset, images, network }: Inputs) => `${dataset} ${images} ${network}`;

/** @returns the way to stop */
export function syncUrl({ inputs, problems }: Session): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let place = placeOf(inputs.getState());
  let { search } = location;
  const write = () => {
    timer = undefined;
    const query = encodeInputs(inputs.getState());
    const address = `${location.pathname}${query && `?${query}`}${location.hash}`;
    const isOther = placeOf(inputs.getState()) !== place;
    place = placeOf(inputs.getState());
    if (isOther) history.pushState(null, '', address);
    else history.replaceState(history.state, '', address);
    ({ search } = location);
  };
  const stop = inputs.subscribe(() => (timer ??= setTimeout(write, restMs)));
  const read = () => {
    if (location.search === search) return; // a link within the page
    ({ search } = location);
    clearTimeout(timer);
    timer = undefined;
    const opening = decodeInputs(location.search);
    place = placeOf(opening.inputs);
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
