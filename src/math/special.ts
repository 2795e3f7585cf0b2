/** Special functions in float64. */

/** psi(x) = d ln Gamma(x) / dx for x > 0, to about 1e-14: recurrence up to 12, then the asymptotic series (Abramowitz and Stegun 6.3.18). */
export function digamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`digamma: x must be > 0, got ${x}`);
  let shift = 0;
  let y = x;
  for (; y < 12; y++) shift -= 1 / y;
  const r = 1 / (y * y);
  const series = r * (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r * (1 / 132 - (r * 691) / 32760)))));
  return shift + Math.log(y) - 1 / (2 * y) - series;
}

/**
 * E1(x) = integral from x to infinity of exp(-t) / t, for x > 0, so that Ei(-x) = -E1(x). Series up to 1, continued fraction above (Abramowitz and Stegun
 * 5.1.11, 5.1.22); 0 beyond x = 700.
 */
export function expIntegral(x: number): number {
  if (!(x > 0)) throw new RangeError(`expIntegral: x must be > 0, got ${x}`);
  if (x > 700) return 0;
  return x <= 1 ? seriesE1(x) : Math.exp(-x) * fractionE1(x);
}

const eulerGamma = 0.5772156649015329;

function seriesE1(x: number): number {
  let sum = 0;
  let term = 1;
  for (let n = 1; n < 40; n++) {
    term *= -x / n;
    sum += term / n;
  }
  return -eulerGamma - Math.log(x) - sum;
}

/** exp(x) E1(x) by Lentz's method. */
function fractionE1(x: number): number {
  let b = x + 1;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < 1000; n++) {
    const a = -n * n;
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return value;
}
