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

export type PublishedId = keyof typeof datasets;
/** Images of the reader's, named by what they are: the first digits of their sha256. */
export type OwnDatasetId = `own-${string}`;
export type DatasetId = PublishedId | OwnDatasetId;

export const isPublished = (id: unknown): id is PublishedId => typeof id === 'string' && Object.hasOwn(datasets, id);
export const isOwnId = (id: unknown): id is OwnDatasetId => typeof id === 'string' && /^own-[0-9a-f]{12}$/.test(id);

/** Sets of the reader's that were opened in this visit, and those of them that are open now. */
const opened = new Map<OwnDatasetId, DatasetInfo>();
const open = new Set<OwnDatasetId>();

/** Makes a set of the reader's known, here; the page and the worker each do. */
export function registerOwn(id: OwnDatasetId, info: DatasetInfo): void {
  opened.set(id, info);
  open.add(id);
}

/** It can no longer be chosen; what is still shown of it keeps its name. */
export function closeOwn(id: OwnDatasetId): void {
  open.delete(id);
}

/** Whether it can be chosen. */
export const isDatasetId = (id: unknown): id is DatasetId => isPublished(id) || (isOwnId(id) && open.has(id));

/** @throws RangeError for images of the reader's that were not opened in this visit */
export function datasetInfo(id: DatasetId): DatasetInfo {
  const info = isPublished(id) ? datasets[id] : opened.get(id);
  if (!info) throw new RangeError(`The images ${id} are not here. Open them again under "Your own images".`);
  return info;
}
