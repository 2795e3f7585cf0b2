/** Small dense linear algebra in float64; matrices are row-major. */

/**
 * Solves x A = row for each row, with A symmetric positive definite, by its Cholesky factor.
 * @param matrix  A [n, n]; read from its lower triangle  @param rows  [m, n]  @returns [m, n]  @throws RangeError when A is not positive definite
 */
export function solvePositiveDefinite(matrix: Float64Array, n: number, rows: Float64Array): Float64Array {
  const factor = cholesky(matrix, n);
  const result = rows.slice();
  for (let start = 0; start < result.length; start += n) {
    const x = result.subarray(start, start + n);
    for (let i = 0; i < n; i++) {
      let value = x[i]!;
      for (let k = 0; k < i; k++) value -= factor[i * n + k]! * x[k]!;
      x[i] = value / factor[i * n + i]!;
    }
    for (let i = n - 1; i >= 0; i--) {
      const value = x[i]! / factor[i * n + i]!;
      x[i] = value;
      for (let k = 0; k < i; k++) x[k]! -= factor[i * n + k]! * value;
    }
  }
  return result;
}

/** The lower triangular L with L L^T = A. */
function cholesky(matrix: Float64Array, n: number): Float64Array {
  const factor = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let value = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) value -= factor[i * n + k]! * factor[j * n + k]!;
      if (i !== j) factor[i * n + j] = value / factor[j * n + j]!;
      else if (value > 0) factor[i * n + i] = Math.sqrt(value);
      else throw new RangeError(`solvePositiveDefinite: the matrix is not positive definite, pivot ${i} is ${value}`);
    }
  }
  return factor;
}

/** A B for A [rows, inner] and B [inner, columns]. */
export function multiply(a: Float64Array, b: Float64Array, inner: number): Float64Array {
  const rows = a.length / inner;
  const columns = b.length / inner;
  const product = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const into = product.subarray(i * columns, (i + 1) * columns);
    for (let k = 0; k < inner; k++) {
      const value = a[i * inner + k]!;
      if (value === 0) continue;
      const from = b.subarray(k * columns, (k + 1) * columns);
      for (let j = 0; j < columns; j++) into[j]! += value * from[j]!;
    }
  }
  return product;
}

/** Square root of the sum of squares. */
export function frobeniusNorm(matrix: ArrayLike<number>): number {
  let squares = 0;
  for (let i = 0; i < matrix.length; i++) squares += matrix[i]! ** 2;
  return Math.sqrt(squares);
}

/** Sum of products. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
