/** What a dataset is made of: each recipe is one file of this folder and one line in scripts/data.ts. */
import type { Manifest } from '../../src/data/manifest';

/** Every image of both splits has this many pixels a side. */
export const sidePx = 28;
export const dim = sidePx * sidePx;

export interface RawSplit {
  /** Bytes, shape [count, dim], row-major. */
  images: Uint8Array;
  /** One byte an image, indices into the recipe's classes. */
  labels?: Uint8Array;
}

export interface Recipe extends Pick<Manifest, 'id' | 'label' | 'description' | 'seed' | 'source' | 'licence'> {
  readonly classes?: readonly string[];
  readonly trainCount: number;
  readonly heldOutCount: number;
  /** The images that enter, in order. @param sourceFolder what --source gave, if anything */
  make(sourceFolder: string | undefined): Promise<{ train: RawSplit; heldOut: RawSplit }>;
}
