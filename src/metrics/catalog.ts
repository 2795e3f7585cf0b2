/** What the page may know of the metrics without loading TensorFlow.js. */

/** A copy by the rule of Yoon et al.: its nearest training image is less than a third as far as the second nearest (or is the sample itself). */
export function isMemorized({ distance, secondDistance }: { distance: number; secondDistance: number }): boolean {
  return distance === 0 || distance < secondDistance / 3;
}

/** What is looked at while a network trains. */
export const lookSettings = {
  /** Images under each of the two losses, as many at each of the noise levels. */
  lossImages: 64,
  lossSigmas: 8,
  /** Images that are learned from and as many held-out ones, with noise of each of these levels, on which the network is compared with the closed forms. */
  distanceImages: 64,
  distanceSigmas: [2, 3],
  /** Noises that become samples, by Heun's method in so many steps. */
  sampleCount: 16,
  sampleSteps: 10,
  /** Looks at one training, in equal ratios of images seen. */
  looks: 40,
} as const;

/** alpha^2 of the mixtures alpha x1 + sqrt(1 - alpha^2) x2 whose linearity is measured: equal parts first (Li, Dai and Qu, appendix). */
export const alphaSquares = ['0.5', '0.6225', '0.745', '0.8675', '0.99'] as const;
