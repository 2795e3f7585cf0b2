/** The bench's page: a reader runs it by hand, the program in Node through `window.bench`. */
import { symmetricEigen } from '../../../src/math/symmetricEigen';
import { clock } from '../statistics';
import { compareMultiDelta } from './contest';
import { countEngine } from './countEngine';
import { forward } from './forward';
import { showReader } from './reader';
import { siteUrl } from './siteUrl';

/** Milliseconds, in this thread. @param values  a symmetric matrix [n, n] */
function timeEigen(values: readonly number[], n: number): Promise<number> {
  const matrix = Float64Array.from(values);
  return clock(() => symmetricEigen(matrix, n));
}

const calls = { forward, compareMultiDelta, countEngine: () => countEngine(siteUrl), timeEigen };
export type BenchCalls = typeof calls;
Object.assign(window, { bench: calls });
showReader(document.body);
