/** Which training images a denoiser learns from: a run of `count` images from `start` on, in the order of the shards. */
export interface Subset {
  readonly start: number;
  readonly count: number;
}

/** [0, n): the images that N = n stands for everywhere. */
export function firstImages(n: number): Subset {
  return { start: 0, count: n };
}

/** [n, 2n): as many images again, none of them in firstImages(n). */
export function secondHalf(n: number): Subset {
  return { start: n, count: n };
}

/** Throws a RangeError unless the subset holds at least one image and ends within the `available` ones. */
export function checkSubset({ start, count }: Subset, available: number, where: string): void {
  if (!Number.isInteger(start) || start < 0)
    throw new RangeError(`${where}: start must be an integer >= 0, got ${start}`);
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`${where}: count must be an integer >= 1, got ${count}`);
  if (start + count > available) {
    throw new RangeError(`${where}: images must lie in [0, ${available}), got [${start}, ${start + count})`);
  }
}
