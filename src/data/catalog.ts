/** What there is to know about each dataset before anything is loaded; a test compares it with the manifests. */
export interface DatasetInfo {
  readonly label: string;
  /** For prose: "one training {one}", "16,384 training {many}". */
  readonly noun: { readonly one: string; readonly many: string };
  /** Images to learn from; subsets are the first N of them. */
  readonly trainCount: number;
  /** Images never learned from, distinct from all training images. */
  readonly heldOutCount: number;
  /** Standard deviation of all training pixels about their overall mean, pixels in [-1, 1]. */
  readonly sigmaData: number;
  readonly width: number;
  readonly height: number;
  /** width x height. */
  readonly dim: number;
}

/** Those that come with the page. */
export const datasets = {
  fashion: {
    label: 'Fashion',
    noun: { one: 'piece of clothing', many: 'pieces of clothing' },
    trainCount: 16384,
    heldOutCount: 2048,
    sigmaData: 0.70702,
    width: 28,
    height: 28,
    dim: 784,
  },
  digits: {
    label: 'Digits',
    noun: { one: 'digit', many: 'digits' },
    trainCount: 16384,
    heldOutCount: 2048,
    sigmaData: 0.616555,
    width: 28,
    height: 28,
    dim: 784,
  },
  faces: {
    label: 'Faces',
    noun: { one: 'face', many: 'faces' },
    trainCount: 8192,
    heldOutCount: 1024,
    sigmaData: 0.624343,
    width: 28,
    height: 28,
    dim: 784,
  },
} as const satisfies Record<string, DatasetInfo>;

export type DatasetId = keyof typeof datasets;

export const datasetInfo = (id: DatasetId): DatasetInfo => datasets[id];
