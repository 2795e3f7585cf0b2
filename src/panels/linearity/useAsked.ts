import { alphaSquares } from '../../metrics/catalog';
import { useInputs } from '../session';
import type { Asked } from './compute';

/** What the reader asks of every denoiser. */
export function useAsked(): Asked {
  const { pairs, alphaSquared } = useInputs();
  return { inputs: pairs, alpha: alphaSquares.indexOf(alphaSquared) };
}
