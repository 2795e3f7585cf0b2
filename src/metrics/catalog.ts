/** What the page may know of the metrics without loading TensorFlow.js. */

/** A copy by the rule of Yoon et al.: nearer to its nearest training image than a third of the way to the second nearest. */
export function isMemorized({ distance, secondDistance }: { distance: number; secondDistance: number }): boolean {
  return distance < secondDistance / 3;
}
