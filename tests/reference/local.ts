/** The local denoiser in float64, in plain loops from its formula. */

/**
 * At each pixel p, sum_i w_i y_{i,p} with w = softmax_i(-|x - y_i|^2 / (2 sigma^2)) over the square of side `patchSize` around p, cut at the border.
 * @param images  rows [count, dim]  @param x  one row [dim], of a square image
 */
export function localMean(
  images: ArrayLike<number>,
  x: ArrayLike<number>,
  { sigma, patchSize }: { sigma: number; patchSize: number },
): Float64Array {
  const dim = x.length;
  const side = Math.sqrt(dim);
  const reach = (patchSize - 1) / 2;
  const starts = Array.from({ length: images.length / dim }, (_, i) => i * dim);
  return Float64Array.from({ length: dim }, (_, p) => {
    const [row, column] = [Math.floor(p / side), p % side];
    const logits = starts.map((start) => {
      let distance = 0;
      for (let r = Math.max(0, row - reach); r <= Math.min(side - 1, row + reach); r++)
        for (let c = Math.max(0, column - reach); c <= Math.min(side - 1, column + reach); c++)
          distance += (x[r * side + c]! - images[start + r * side + c]!) ** 2;
      return -distance / (2 * sigma ** 2);
    });
    return softmaxMean(
      logits,
      starts.map((start) => images[start + p]!),
    );
  });
}

/**
 * The same with squares of the images at any place: at each pixel p, the mean of y_{i,q} over images i and places q, weighted by the distance of the square
 * around p in x to that around q in y_i. A square that the border cuts is compared with those alone that it cuts in the same way.
 */
export function equivariantMean(
  images: ArrayLike<number>,
  x: ArrayLike<number>,
  { sigma, patchSize }: { sigma: number; patchSize: number },
): Float64Array {
  const dim = x.length;
  const side = Math.sqrt(dim);
  const reach = (patchSize - 1) / 2;
  const offsets = Array.from({ length: patchSize }, (_, i) => i - reach);
  /** Which pixels of the square are within the image: its cut. */
  const cutOf = (line: number) => offsets.map((step) => line + step >= 0 && line + step < side).join();
  const at = (start: number, values: ArrayLike<number>, row: number, column: number) =>
    row < 0 || row >= side || column < 0 || column >= side ? 0 : values[start + row * side + column]!;
  return Float64Array.from({ length: dim }, (_, p) => {
    const [row, column] = [Math.floor(p / side), p % side];
    const [logits, values]: [number[], number[]] = [[], []];
    for (let start = 0; start < images.length; start += dim)
      for (let q = 0; q < dim; q++) {
        const [r, c] = [Math.floor(q / side), q % side];
        if (cutOf(r) !== cutOf(row) || cutOf(c) !== cutOf(column)) continue;
        let distance = 0;
        for (const down of offsets)
          for (const right of offsets)
            distance += (at(0, x, row + down, column + right) - at(start, images, r + down, c + right)) ** 2;
        logits.push(-distance / (2 * sigma ** 2));
        values.push(images[start + q]!);
      }
    return softmaxMean(logits, values);
  });
}

/** The mean of values, weighted by the softmax of logits. */
function softmaxMean(logits: readonly number[], values: readonly number[]): number {
  const largest = logits.reduce((a, b) => Math.max(a, b));
  const weights = logits.map((logit) => Math.exp(logit - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.reduce((sum, weight, i) => sum + (weight / total) * values[i]!, 0);
}
