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
    const largest = logits.reduce((a, b) => Math.max(a, b));
    const weights = logits.map((logit) => Math.exp(logit - largest));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.reduce((sum, weight, i) => sum + (weight / total) * images[starts[i]! + p]!, 0);
  });
}
