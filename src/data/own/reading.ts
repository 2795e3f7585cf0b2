/** What reading the reader's files gives, as it goes and at its end: plain data, also between the worker and the page. */
import type { OwnSet } from './ownSet';
import type { Square } from './shrink';

/** A file as it was brought; `path` names the folders it lay in. */
export interface BroughtFile {
  readonly path: string;
  readonly file: Blob;
}

export interface ReadProgress {
  /** Files; rows of tables are not told apart. */
  readonly read: number;
  readonly files: number;
  readonly taken: number;
  readonly refused: number;
}

export interface Refusal {
  readonly path: string;
  /** Continues "was not taken: ". */
  readonly reason: string;
}

/** One of the first images, to show what is made of them. */
export interface Preview {
  readonly path: string;
  /** As it will be used, [784]. */
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** What of it is used; all, of a row of numbers. */
  readonly square: Square;
  /** The whole of it, small; absent for numbers. */
  readonly thumbnail?: ImageBitmap | undefined;
}

export interface Reading {
  /** The set, or why there is none. */
  readonly set: OwnSet | string;
  /** Images that were read, copies included. */
  readonly taken: number;
  /** Left out because an equal image is there. */
  readonly copies: number;
  /** Images beyond the most that are taken; which ones, was drawn. */
  readonly beyond: number;
  readonly hidden: number;
  readonly refusedCount: number;
  /** The first of them. */
  readonly refused: readonly Refusal[];
  /** Smaller than 28 pixels. */
  readonly enlarged: number;
  readonly transparent: number;
  /** For each table: which numbers are black and white. */
  readonly ranges: readonly { readonly path: string; readonly words: string }[];
}

/** One decoded image. */
export interface DecodedImage {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly square: Square;
  readonly isTransparent: boolean;
  readonly thumbnail?: ImageBitmap | undefined;
}

export type DecodeImage = (file: Blob, wantsThumbnail: boolean) => Promise<DecodedImage>;

export interface ReadRequest {
  /** Of the whole, for the reader. */
  readonly name: string;
  readonly files: readonly BroughtFile[];
}

export type ReadReply =
  | { readonly kind: 'progress'; readonly progress: ReadProgress }
  | { readonly kind: 'preview'; readonly preview: Preview }
  | { readonly kind: 'done'; readonly reading: Reading }
  | { readonly kind: 'failed'; readonly message: string };
