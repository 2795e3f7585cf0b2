/** How alike two vectors are, in float64. */

/** u . v / (|u| |v| + 1e-12), in [-1, 1]; 0 when either is zero. @param origin  subtracted from both first: the mean image, for the centred cosine */
export function cosine(u: ArrayLike<number>, v: ArrayLike<number>, origin?: ArrayLike<number>): number {
  let [product, uu, vv] = [0, 0, 0];
  for (let p = 0; p < u.length; p++) {
    const shift = origin ? origin[p]! : 0;
    const [a, b] = [u[p]! - shift, v[p]! - shift];
    product += a * b;
    uu += a * a;
    vv += b * b;
  }
  return product / (Math.sqrt(uu * vv) + 1e-12);
}

/** The squared correlation of two images over their pixels, in [0, 1]: 1 where one is the other up to contrast and brightness. @param origin  as in `cosine` */
export function squaredCorrelation(u: ArrayLike<number>, v: ArrayLike<number>, origin?: ArrayLike<number>): number {
  const balanced = (image: ArrayLike<number>) => {
    const values = Float64Array.from(image, (value, p) => value - (origin ? origin[p]! : 0));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  };
  return cosine(balanced(u), balanced(v)) ** 2;
}

/** Root mean square of u - v over entries. */
export function rmsDifference(u: ArrayLike<number>, v: ArrayLike<number>): number {
  let squares = 0;
  for (let p = 0; p < u.length; p++) squares += (u[p]! - v[p]!) ** 2;
  return Math.sqrt(squares / u.length);
}
