import { nearestLevel, noiseLevelOf } from '../state/noiseLevel';
import { useInputs, useSession } from './session';

/** The noise level that all figures look at, as the nearest that this figure has, and the way to choose another. @param levels  one or more */
export function useNoiseLevel(levels: readonly number[]): [sigma: number, choose: (sigma: number) => void] {
  const { change } = useSession();
  const asked = noiseLevelOf(useInputs());
  return [nearestLevel(levels, asked), (sigma) => change({ sigma: Number(sigma.toPrecision(4)) })];
}
