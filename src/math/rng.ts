/**
 * Seeded random numbers (sfc32 by Chris Doty-Humphrey, seeded through splitmix32). A stream is named by a seed and a path of
 * integers, so that any part of a computation (step 17 of a training run, image 3 of a sample) draws the same numbers on its own.
 */
export interface Rng {
  /** An integer in [0, 2^32). */
  uint32(): number;
  /** A number in [0, 1) with 32 random bits. */
  uniform(): number;
  /** A standard normal draw (Box and Muller, both of the pair used). */
  normal(): number;
  /** An integer in [0, bound), without modulo bias for bound up to 2^32. */
  below(bound: number): number;
}

/** The stream of `seed` at `path`. Every argument must be a safe non-negative integer. */
export function makeRng(seed: number, ...path: number[]): Rng {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  for (const part of [seed, ...path]) {
    if (!Number.isSafeInteger(part) || part < 0)
      throw new RangeError(`makeRng: seed and path must be integers >= 0, got ${part}`);
    a = splitmix32(a ^ (part >>> 0));
    b = splitmix32(b ^ a ^ Math.floor(part / 2 ** 32));
    c = splitmix32(c ^ b);
  }
  let counter = 1;
  const uint32 = () => {
    const sum = (a + b + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + sum) >>> 0;
    return sum;
  };
  for (let i = 0; i < 12; i++) uint32();

  let spare: number | undefined;
  return {
    uint32,
    uniform: () => uint32() / 2 ** 32,
    normal() {
      if (spare !== undefined) {
        const kept = spare;
        spare = undefined;
        return kept;
      }
      const radius = Math.sqrt(-2 * Math.log((uint32() + 1) / 2 ** 32)); // + 1: the logarithm of 0 is not finite
      const angleRad = (2 * Math.PI * uint32()) / 2 ** 32;
      spare = radius * Math.sin(angleRad);
      return radius * Math.cos(angleRad);
    },
    below(bound) {
      if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 32)
        throw new RangeError(`below: bound must be an integer in [1, 2^32], got ${bound}`);
      const limit = 2 ** 32 - (2 ** 32 % bound);
      let draw = uint32();
      while (draw >= limit) draw = uint32();
      return draw % bound;
    },
  };
}

function splitmix32(state: number): number {
  let z = (state + 0x9e3779b9) >>> 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}

/** `length` standard normal draws. */
export function drawNormals(rng: Rng, length: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length }, () => rng.normal());
}

/** A uniformly random order of 0 ... length - 1 (Fisher and Yates). */
export function drawPermutation(rng: Rng, length: number): Uint32Array<ArrayBuffer> {
  const order = Uint32Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
