/**
 * Eigenvalues and eigenvectors of a symmetric matrix in float64: Householder reflections to tridiagonal form, then the implicit QL method (Wilkinson and
 * Reinsch, Handbook for Automatic Computation II, 1971, contributions II/2 and II/4). Vectors are kept as rows, and the plane rotations of many QL sweeps
 * are applied to one narrow strip of columns after the other, so that what is worked on stays in the cache.
 */

export interface SymmetricEigen {
  /** [n], descending. */
  readonly eigenvalues: Float64Array;
  /** [n, n], orthonormal rows in the same order; their signs are arbitrary. */
  readonly vectors: Float64Array;
}

const epsilon = Number.EPSILON;
/** Far more than any eigenvalue takes: two on average. */
const mostSweeps = 60;

/**
 * @param matrix  symmetric [n, n], row-major; only its lower triangle is read
 * @throws RangeError for another length, or a value that is not finite
 */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  if (matrix.length !== n * n)
    throw new RangeError(`symmetricEigen: the matrix must be [${n}, ${n}], got length ${matrix.length}`);
  const scale = matrix.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!Number.isFinite(scale)) throw new RangeError(`symmetricEigen: all values must be finite, got ${scale}`);
  const scaled = scale > 0 ? matrix.map((value) => value / scale) : matrix.slice();
  const { diagonal, offDiagonal, heights } = tridiagonalize(scaled, n);
  const rows = reflectionsAsRows(scaled, heights, n);
  diagonalize(diagonal, offDiagonal, rows);
  return descending(diagonal, rows, scale);
}

/**
 * Turns A into T = Q^T A Q with Q = H_(n-1) ... H_1 and H_i = I - u_i u_i^T / h_i, where u_i has i entries.
 * @param a  [n, n]; afterwards row i holds u_i
 */
function tridiagonalize(a: Float64Array, n: number) {
  const diagonal = new Float64Array(n);
  const offDiagonal = new Float64Array(n); // entry i stands between i and i + 1
  const heights = new Float64Array(n);
  const p = new Float64Array(n);
  for (let i = n - 1; i > 0; i--) {
    const u = a.subarray(i * n, i * n + i);
    const last = u[i - 1]!;
    let size = 0;
    for (let k = 0; k < i; k++) size += Math.abs(u[k]!);
    diagonal[i] = a[i * n + i]!;
    if (size === Math.abs(last)) {
      offDiagonal[i - 1] = last; // nothing to reflect
      continue;
    }
    let square = 0;
    for (let k = 0; k < i; k++) {
      u[k]! /= size;
      square += u[k]! * u[k]!;
    }
    const target = last >= 0 ? -Math.sqrt(square) : Math.sqrt(square);
    const h = square - u[i - 1]! * target;
    offDiagonal[i - 1] = size * target;
    u[i - 1]! -= target;
    heights[i] = h;
    multiplyLower(a, n, u, p);
    let along = 0;
    for (let k = 0; k < i; k++) {
      p[k]! /= h;
      along += p[k]! * u[k]!;
    }
    for (let k = 0; k < i; k++) p[k]! -= (along / (2 * h)) * u[k]!;
    subtractBothProducts(a, n, u, p);
  }
  diagonal[0] = a[0]!;
  return { diagonal, offDiagonal, heights };
}

/** p = A u for the leading block of A as large as u, by its lower triangle, two rows at a time. */
function multiplyLower(a: Float64Array, n: number, u: Float64Array, p: Float64Array): void {
  const count = u.length;
  p.fill(0, 0, count);
  let i = 0;
  for (; i + 1 < count; i += 2) {
    const first = i * n;
    const second = first + n;
    const [u0, u1] = [u[i]!, u[i + 1]!];
    let [sum0, sum1] = [0, 0];
    for (let k = 0; k < i; k++) {
      const x = a[first + k]!;
      const y = a[second + k]!;
      sum0 += x * u[k]!;
      sum1 += y * u[k]!;
      p[k]! += x * u0 + y * u1;
    }
    const corner = a[second + i]!;
    p[i]! += sum0 + a[first + i]! * u0 + corner * u1;
    p[i + 1]! += sum1 + corner * u0 + a[second + i + 1]! * u1;
  }
  if (i === count) return;
  let sum = 0;
  for (let k = 0; k < i; k++) {
    const x = a[i * n + k]!;
    sum += x * u[k]!;
    p[k]! += x * u[i]!;
  }
  p[i]! += sum + a[i * n + i]! * u[i]!;
}

/** A -= u q^T + q u^T in the lower triangle of the leading block as large as u, two rows at a time. */
function subtractBothProducts(a: Float64Array, n: number, u: Float64Array, q: Float64Array): void {
  const count = u.length;
  let i = 0;
  for (; i + 1 < count; i += 2) {
    const first = i * n;
    const second = first + n;
    const [u0, u1, q0, q1] = [u[i]!, u[i + 1]!, q[i]!, q[i + 1]!];
    for (let k = 0; k <= i; k++) {
      const uk = u[k]!;
      const qk = q[k]!;
      a[first + k]! -= u0 * qk + q0 * uk;
      a[second + k]! -= u1 * qk + q1 * uk;
    }
    a[second + i + 1]! -= 2 * u1 * q1;
  }
  if (i < count) for (let k = 0; k <= i; k++) a[i * n + k]! -= u[i]! * q[k]! + q[i]! * u[k]!;
}

/** Q^T = H_1 ... H_(n-1), [n, n]: each row of the unit matrix through the reflections that touch it, four rows at a time. */
function reflectionsAsRows(a: Float64Array, heights: Float64Array, n: number): Float64Array {
  const rows = new Float64Array(n * n);
  for (let i = 0; i < n; i++) rows[i * n + i] = 1;
  const together = 4;
  for (let first = 0; first < n; first += together) {
    const full = first + together <= n;
    for (let i = first + 1; i < n; i++) {
      const h = heights[i]!;
      if (h === 0) continue;
      const start = i * n;
      if (full) reflectFour(rows, first * n, n, a, start, i, h);
      else for (let row = first; row < n; row++) reflect(rows, row * n, a, start, i, h);
    }
  }
  return rows;
}

function reflect(rows: Float64Array, row: number, a: Float64Array, start: number, count: number, h: number): void {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += rows[row + k]! * a[start + k]!;
  sum /= h;
  for (let k = 0; k < count; k++) rows[row + k]! -= sum * a[start + k]!;
}

function reflectFour(
  rows: Float64Array,
  row0: number,
  n: number,
  a: Float64Array,
  start: number,
  count: number,
  h: number,
): void {
  const [row1, row2, row3] = [row0 + n, row0 + 2 * n, row0 + 3 * n];
  let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
  for (let k = 0; k < count; k++) {
    const u = a[start + k]!;
    sum0 += rows[row0 + k]! * u;
    sum1 += rows[row1 + k]! * u;
    sum2 += rows[row2 + k]! * u;
    sum3 += rows[row3 + k]! * u;
  }
  sum0 /= h;
  sum1 /= h;
  sum2 /= h;
  sum3 /= h;
  for (let k = 0; k < count; k++) {
    const u = a[start + k]!;
    rows[row0 + k]! -= sum0 * u;
    rows[row1 + k]! -= sum1 * u;
    rows[row2 + k]! -= sum2 * u;
    rows[row3 + k]! -= sum3 * u;
  }
}

/**
 * The implicit QL method: the diagonal becomes the eigenvalues, and `rows` are turned along.
 * An entry beside the diagonal counts as zero below the rounding error of the whole matrix.
 */
function diagonalize(diagonal: Float64Array, offDiagonal: Float64Array, rows: Float64Array): void {
  const n = diagonal.length;
  let norm = 0;
  for (let i = 0; i < n; i++) norm = Math.max(norm, Math.abs(diagonal[i]!) + Math.abs(offDiagonal[i]!));
  const negligible = epsilon * norm;
  const rotations = new Rotations(rows, n);
  for (let l = 0; l < n; l++) {
    for (let sweep = 0; ; sweep++) {
      let m = l;
      while (m < n - 1 && Math.abs(offDiagonal[m]!) > negligible) m++;
      if (m === l) break;
      if (sweep === mostSweeps) throw new Error(`symmetricEigen: no eigenvalue ${l} after ${mostSweeps} sweeps`);
      sweepUp(diagonal, offDiagonal, l, m, rotations);
    }
  }
  rotations.apply();
}

/** One implicit QL sweep over the block l..m, shifted by the eigenvalue of its first 2 x 2 block that is nearer to its first entry. */
function sweepUp(d: Float64Array, e: Float64Array, l: number, m: number, rotations: Rotations): void {
  const half = (d[l + 1]! - d[l]!) / (2 * e[l]!);
  const root = Math.sqrt(half * half + 1);
  let g = d[m]! - d[l]! + e[l]! / (half + (half >= 0 ? root : -root));
  let [sine, cosine, moved] = [1, 1, 0];
  for (let i = m - 1; i >= l; i--) {
    const f = sine * e[i]!;
    const b = cosine * e[i]!;
    const length = Math.sqrt(f * f + g * g);
    e[i + 1] = length;
    if (length === 0) {
      d[i + 1]! -= moved;
      e[m] = 0;
      return;
    }
    sine = f / length;
    cosine = g / length;
    g = d[i + 1]! - moved;
    const along = (d[i]! - g) * sine + 2 * cosine * b;
    moved = sine * along;
    d[i + 1] = g + moved;
    g = cosine * along - b;
    rotations.add(i, cosine, sine);
  }
  d[l]! -= moved;
  e[l] = g;
  e[m] = 0;
}

/** Plane rotations of neighbouring rows, kept until there are many of them. */
class Rotations {
  private static readonly most = 1 << 15;
  /** Columns: a strip of all rows then fits into a cache of the second level. */
  private static readonly stripWidth = 256;
  private readonly firstRows = new Int32Array(Rotations.most);
  private readonly cosines = new Float64Array(Rotations.most);
  private readonly sines = new Float64Array(Rotations.most);
  private readonly rows: Float64Array;
  private readonly n: number;
  private count = 0;

  /** @param rows  [n, n] */
  constructor(rows: Float64Array, n: number) {
    this.rows = rows;
    this.n = n;
  }

  /** Of rows i and i + 1. */
  add(i: number, cosine: number, sine: number): void {
    if (this.count === Rotations.most) this.apply();
    this.firstRows[this.count] = i;
    this.cosines[this.count] = cosine;
    this.sines[this.count] = sine;
    this.count++;
  }

  apply(): void {
    for (let from = 0; from < this.n; from += Rotations.stripWidth)
      this.applyToStrip(from, Math.min(this.n, from + Rotations.stripWidth));
    this.count = 0;
  }

  private applyToStrip(from: number, to: number): void {
    const { rows, n, firstRows, cosines, sines, count } = this;
    const width = to - from;
    let j = 0;
    while (j < count) {
      const i = firstRows[j]!;
      const [c, s] = [cosines[j]!, sines[j]!];
      const upper = i * n + from;
      const lower = upper + n;
      if (j + 1 < count && firstRows[j + 1] === i - 1) {
        const [c2, s2] = [cosines[j + 1]!, sines[j + 1]!];
        const top = upper - n;
        for (let k = 0; k < width; k++) {
          const y = rows[upper + k]!;
          const z = rows[lower + k]!;
          const x = rows[top + k]!;
          rows[lower + k] = s * y + c * z;
          const turned = c * y - s * z;
          rows[upper + k] = s2 * x + c2 * turned;
          rows[top + k] = c2 * x - s2 * turned;
        }
        j += 2;
      } else {
        for (let k = 0; k < width; k++) {
          const y = rows[upper + k]!;
          const z = rows[lower + k]!;
          rows[lower + k] = s * y + c * z;
          rows[upper + k] = c * y - s * z;
        }
        j++;
      }
    }
  }
}

function descending(values: Float64Array, rows: Float64Array, scale: number): SymmetricEigen {
  const n = values.length;
  const order = Array.from(values.keys()).sort((i, j) => values[j]! - values[i]!);
  const vectors = new Float64Array(n * n);
  for (const [to, from] of order.entries()) vectors.set(rows.subarray(from * n, (from + 1) * n), to * n);
  return { eigenvalues: Float64Array.from(order, (i) => scale * values[i]!), vectors };
}
