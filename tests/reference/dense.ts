/** Dense linear algebra in float64, in plain loops: the second implementation that results are compared with. */

/** The solver of A z = b for symmetric positive definite A [n, n], row-major, by Cholesky. */
export function makeSolver(a: ArrayLike<number>, n: number): (b: ArrayLike<number>) => Float64Array {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!;
      if (i === j && !(sum > 0))
        throw new RangeError(`makeSolver: the matrix must be positive definite, got pivot ${sum}`);
      l[i * n + j] = i === j ? Math.sqrt(sum) : sum / l[j * n + j]!;
    }
  }
  return (b) => {
    const z = Float64Array.from(b);
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < i; k++) z[i]! -= l[i * n + k]! * z[k]!;
      z[i]! /= l[i * n + i]!;
    }
    for (let i = n - 1; i >= 0; i--) {
      for (let k = i + 1; k < n; k++) z[i]! -= l[k * n + i]! * z[k]!;
      z[i]! /= l[i * n + i]!;
    }
    return z;
  };
}

/** The largest entry of |rows rows^T - I|, rows [n, dim]. */
export function orthonormalityError(rows: Float64Array, dim: number): number {
  let largest = 0;
  for (let a = 0; a < rows.length; a += dim) {
    for (let b = a; b < rows.length; b += dim) {
      let product = 0;
      for (let p = 0; p < dim; p++) product += rows[a + p]! * rows[b + p]!;
      largest = Math.max(largest, Math.abs(product - (a === b ? 1 : 0)));
    }
  }
  return largest;
}

/** matrix [rows, columns], row-major, times vector. */
export function multiply(matrix: ArrayLike<number>, vector: ArrayLike<number>): Float64Array {
  const columns = vector.length;
  const product = new Float64Array(matrix.length / columns);
  for (let i = 0; i < product.length; i++) {
    for (let j = 0; j < columns; j++) product[i]! += matrix[i * columns + j]! * vector[j]!;
  }
  return product;
}

export interface Moments {
  readonly mean: Float64Array;
  /** [dim, dim], divided by the number of rows. */
  readonly covariance: Float64Array;
}

/** Of rows [count, dim], in two passes. */
export function momentsOf(rows: Float64Array, dim: number): Moments {
  const count = rows.length / dim;
  const mean = new Float64Array(dim);
  for (let i = 0; i < rows.length; i++) mean[i % dim]! += rows[i]! / count;
  const centered = rows.map((value, i) => value - mean[i % dim]!);
  const covariance = new Float64Array(dim * dim);
  for (let i = 0; i < count; i++) addOuterProduct(covariance, centered.subarray(i * dim, (i + 1) * dim), 1 / count);
  for (let p = 0; p < dim; p++) for (let q = 0; q < p; q++) covariance[p * dim + q] = covariance[q * dim + p]!;
  return { mean, covariance };
}

/** Into the upper triangle. */
function addOuterProduct(sum: Float64Array, row: Float64Array, weight: number): void {
  for (let p = 0; p < row.length; p++) {
    const scaled = weight * row[p]!;
    if (scaled === 0) continue;
    for (let q = p; q < row.length; q++) sum[p * row.length + q]! += scaled * row[q]!;
  }
}
