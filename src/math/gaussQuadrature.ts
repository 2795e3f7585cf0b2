/** Means over many points by few: the Gauss rule of a finite list of points. */
import { symmetricEigen } from './symmetricEigen';

export interface QuadratureRule {
  readonly nodes: Float64Array;
  /** > 0, their sum is 1. */
  readonly weights: Float64Array;
}

/**
 * The mean of f over the points becomes a weighted sum of f at `count` nodes between the least and the greatest of them, exact for polynomials of degree
 * 2 count - 1. By Lanczos' recurrence; the nodes are the eigenvalues of its tridiagonal matrix (Golub and Welsch 1969).
 * @param count  1 <= count < the number of distinct points
 */
export function gaussRule(points: ArrayLike<number>, count: number): QuadratureRule {
  const size = points.length;
  if (!(Number.isInteger(count) && count >= 1 && count < size))
    throw new RangeError(`gaussRule: nodes must be a whole number from 1 to ${size - 1}, got ${count}`);
  const jacobi = new Float64Array(count * count);
  const basis = [new Float64Array(size).fill(1 / Math.sqrt(size))];
  for (let k = 0; k < count; k++) {
    const next = basis[k]!.map((value, i) => value * points[i]!);
    jacobi[k * count + k] = dot(next, basis[k]!);
    if (k === count - 1) break;
    // twice against all of them: rounding would bring the first ones back
    for (const vector of [...basis, ...basis]) {
      const share = dot(next, vector);
      for (let i = 0; i < size; i++) next[i]! -= share * vector[i]!;
    }
    const norm = Math.sqrt(dot(next, next));
    jacobi[k * count + k + 1] = jacobi[(k + 1) * count + k] = norm;
    basis.push(next.map((value) => value / norm));
  }
  const { eigenvalues, vectors } = symmetricEigen(jacobi, count);
  return { nodes: eigenvalues, weights: Float64Array.from({ length: count }, (_, i) => vectors[i * count]! ** 2) };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
