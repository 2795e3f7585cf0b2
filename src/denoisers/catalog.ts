/** What the page may know of the denoisers without loading TensorFlow.js: names, colours, what each one answers. */
export const denoiserCatalog = {
  network: {
    label: 'Network',
    color: 'var(--color-network)',
    description: 'A trained U-Net of about 335,000 parameters (at width 32).',
    line: 'solid',
  },
  gaussian: {
    label: 'Gaussian',
    color: 'var(--color-gaussian)',
    description:
      'The best denoiser if the images were draws of a Gaussian: it knows their mean and covariance, and nothing else.',
    line: 'dashed',
  },
  multiDelta: {
    label: 'Multi-delta',
    color: 'var(--color-multi-delta)',
    description:
      'The best denoiser if the training images were all there is: an average of them, weighted by how near each is.',
    line: 'dotted',
  },
  linear: {
    label: 'Linear',
    color: 'var(--color-linear)',
    description: 'The best linear map for what the network does, one for each noise level: distilled from its answers.',
    line: 'dashDotted',
  },
  local: {
    label: 'Local',
    color: 'var(--color-local)',
    description: 'The best denoiser of the training images that guesses each pixel from a square around it alone.',
    line: 'longDotted',
    isOptional: true,
  },
} as const satisfies Readonly<Record<string, DenoiserInfo>>;

interface DenoiserInfo {
  readonly label: string;
  readonly color: string;
  readonly description: string;
  readonly line: string;
  /** Takes part where the reader switches it on. */
  readonly isOptional?: true;
}

export type DenoiserId = keyof typeof denoiserCatalog;
export const denoiserIds = Object.keys(denoiserCatalog) as DenoiserId[];

/** Those of the papers: what takes part without being switched on. */
export const usualIds = denoiserIds.filter((id) => !('isOptional' in denoiserCatalog[id]));

/** Sides of the local denoiser's square that can be chosen, in pixels: from the whole image, seen from each of its pixels, to one pixel. */
export const patchSizes = [55, 29, 19, 13, 9, 5, 3, 1] as const;

/** Whether every square holds the whole image: the local denoiser is then the multi-delta. */
export const isWhole = (patchSize: number) => patchSize >= patchSizes[0];

/** What needs no training: a formula and the training images. */
export const closedFormIds = ['gaussian', 'multiDelta'] as const satisfies DenoiserId[];
export type ClosedFormId = (typeof closedFormIds)[number];

/** What is held against a network: all others. */
export const candidateIds = ['gaussian', 'linear', 'multiDelta', 'local'] as const satisfies DenoiserId[];
export type CandidateId = (typeof candidateIds)[number];

/** What is there at every noise level. */
export const everywhereIds = ['network', ...closedFormIds] as const satisfies DenoiserId[];
export type EverywhereId = (typeof everywhereIds)[number];
