/** The largest singular values of a matrix with their vectors, by the Lanczos method on A^T A with full reorthogonalisation, in float64. */
import { makeRng } from './rng';
import { symmetricEigen } from './symmetricEigen';

export interface TopSingular {
  /** Descending, length `count`. */
  readonly values: Float64Array;
  /** Directions of the input, rows [count, columns], orthonormal; the entry of largest size in each is positive. */
  readonly right: Float64Array;
  /** Directions of the output, rows [count, rows]: A times the right one over the value; zeros where the value is 0. */
  readonly left: Float64Array;
}

/** Steps of the method beyond the values that are wanted: enough unless very many values are all but equal. */
const spareSteps = 80;

/** @param matrix  A [rows, columns], row-major  @param count  at most both */
export function topSingular(matrix: Float64Array, columns: number, count: number): TopSingular {
  const rows = matrix.length / columns;
  if (!(Number.isInteger(rows) && count >= 1 && count <= Math.min(rows, columns)))
    throw new RangeError(
      `topSingular: a matrix of ${matrix.length} numbers in ${columns} columns has no ${count} values`,
    );
  const { basis, diagonal, beside } = lanczos(matrix, columns, Math.min(columns, count + spareSteps));
  const steps = basis.length;
  const tridiagonal = new Float64Array(steps * steps);
  for (let j = 0; j < steps; j++) {
    tridiagonal[j * steps + j] = diagonal[j]!;
    if (j + 1 < steps) tridiagonal[j * steps + j + 1] = tridiagonal[(j + 1) * steps + j] = beside[j]!;
  }
  const { vectors } = symmetricEigen(tridiagonal, steps);
  const found = Array.from({ length: count }, (_, k) => {
    const own = new Float64Array(columns);
    for (const [j, vector] of basis.entries()) addScaled(own, vector, vectors[k * steps + j]!);
    const peak = own.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
    if (peak < 0) for (let p = 0; p < columns; p++) own[p] = -own[p]!;
    const image = apply(matrix, own);
    return { own, image, value: norm(image) };
  }).sort((a, b) => b.value - a.value);
  const [right, left] = [new Float64Array(count * columns), new Float64Array(count * rows)];
  for (const [k, { own, image, value }] of found.entries()) {
    right.set(own, k * columns);
    if (value > 0)
      left.set(
        image.map((each) => each / value),
        k * rows,
      );
  }
  return { values: Float64Array.from(found, ({ value }) => value), right, left };
}

/** An orthonormal basis in which A^T A is tridiagonal. */
function lanczos(matrix: Float64Array, columns: number, steps: number) {
  const rng = makeRng(1);
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const beside: number[] = [];
  const draw = () => Float64Array.from({ length: columns }, () => rng.normal());
  let next: Float64Array = draw();
  let scale = 0;
  while (basis.length < steps) {
    removeAll(next, basis);
    const size = norm(next);
    for (let p = 0; p < columns; p++) next[p]! /= size;
    basis.push(next);
    const image = applyTransposed(matrix, apply(matrix, next), columns);
    diagonal.push(dot(next, image));
    scale = Math.max(scale, norm(image));
    removeAll(image, basis);
    const rest = norm(image);
    // the space that the start reaches is exhausted: go on from another start
    const isExhausted = rest <= 1e-12 * scale;
    beside.push(isExhausted ? 0 : rest);
    next = isExhausted ? draw() : image;
  }
  return { basis, diagonal, beside };
}

/** A v. */
function apply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const columns = vector.length;
  return Float64Array.from({ length: matrix.length / columns }, (_, i) =>
    dot(matrix.subarray(i * columns, (i + 1) * columns), vector),
  );
}

/** A^T u. */
function applyTransposed(matrix: Float64Array, vector: Float64Array, columns: number): Float64Array {
  const result = new Float64Array(columns);
  for (const [i, weight] of vector.entries())
    addScaled(result, matrix.subarray(i * columns, (i + 1) * columns), weight);
  return result;
}

/** What lies along the basis is taken out, twice over, which leaves only rounding. */
function removeAll(vector: Float64Array, basis: readonly Float64Array[]): void {
  for (let again = 0; again < 2; again++) for (const other of basis) addScaled(vector, other, -dot(vector, other));
}

function addScaled(into: Float64Array, vector: Float64Array, weight: number): void {
  for (let p = 0; p < into.length; p++) into[p]! += weight * vector[p]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let p = 0; p < a.length; p++) sum += a[p]! * b[p]!;
  return sum;
}

const norm = (vector: Float64Array) => Math.sqrt(dot(vector, vector));
