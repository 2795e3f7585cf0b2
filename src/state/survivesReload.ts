import type { Session } from './session';

/** Whether a reload gives the reader back all that is theirs: images that are not kept are lost with the page, and so is what a training has shown. */
export function survivesReload({ own, ownImages, training }: Pick<Session, 'own' | 'ownImages' | 'training'>): boolean {
  const { set, reading, isKept, isKeeping } = ownImages.store.getState();
  const { list, problem } = own.store.getState();
  const areImagesSafe = !reading && (!set || (isKept && !isKeeping));
  const areNetworksSafe = list.length === 0 || problem === undefined;
  return areImagesSafe && areNetworksSafe && training.store.getState().phase === 'idle';
}
