/** How alike two linear denoisers are, in float64 (Li, Dai and Qu, figure 4). */
import { frobeniusNorm, multiply } from '../math/dense';
import { symmetricEigen } from '../math/symmetricEigen';

/** |W - target| / |target|, Frobenius. */
export function weightDifference(weight: ArrayLike<number>, target: ArrayLike<number>): number {
  const difference = Float64Array.from(weight, (value, i) => value - target[i]!);
  return frobeniusNorm(difference) / frobeniusNorm(target);
}

/** Two estimates of one map from independent inputs. */
export type Halves = readonly [ArrayLike<number>, ArrayLike<number>];

/** Of the map from both halves together: half the Frobenius norm of what they differ by. */
export function standardError([a, b]: Halves): number {
  let squares = 0;
  for (let i = 0; i < a.length; i++) squares += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(squares) / 2;
}

/**
 * |W - target| / |target| without the share that is the error of W: the two halves' errors are independent, so that the product of their differences to the
 * target is right on average. 0 where it would be negative.
 */
export function trueDifference([a, b]: Halves, target: ArrayLike<number>): number {
  let product = 0;
  for (let i = 0; i < a.length; i++) product += (a[i]! - target[i]!) * (b[i]! - target[i]!);
  return Math.sqrt(Math.max(0, product)) / frobeniusNorm(target);
}

export interface LeftSingular {
  /** Descending, length `count`. */
  readonly values: Float64Array;
  /** Left singular vectors as rows [count, dim]; their signs are arbitrary, and so is their choice where values are equal. */
  readonly vectors: Float64Array;
}

/** The first left singular vectors of W [dim, dim] row-major, as eigenvectors of W W^T: values below 1e-8 of the largest are lost in rounding. */
export function leftSingular(weight: ArrayLike<number>, dim: number, count: number): LeftSingular {
  const own = Float64Array.from(weight);
  const transposed = own.map((_, i) => own[(i % dim) * dim + Math.floor(i / dim)]!);
  const { eigenvalues, vectors } = symmetricEigen(multiply(own, transposed, dim), dim);
  return {
    values: eigenvalues.slice(0, count).map((value) => Math.sqrt(Math.max(0, value))),
    vectors: vectors.slice(0, count * dim),
  };
}

/** |u . v| for each vector u of the first and v of the second set: [first.length, second.length] in units of rows. @param dim  length of a vector */
export function vectorCorrelations(first: Float64Array, second: Float64Array, dim: number): Float64Array {
  const columns = second.length / dim;
  const transposed = new Float64Array(second.length);
  for (let i = 0; i < columns; i++) for (let p = 0; p < dim; p++) transposed[p * columns + i] = second[i * dim + p]!;
  return multiply(first, transposed, dim).map(Math.abs);
}
