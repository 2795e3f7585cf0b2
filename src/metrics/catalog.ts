/** What the page may know of the metrics without loading TensorFlow.js. */

/** A copy by the rule of Yoon et al.: its nearest training image is less than a third as far as the second nearest (or is the sample itself). */
export function isMemorized({ distance, secondDistance }: { distance: number; secondDistance: number }): boolean {
  return distance === 0 || distance < secondDistance / 3;
}
