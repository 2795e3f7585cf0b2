/** A set of the reader's images: different ones, in an order that favours none, some of them held out. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { drawPermutation, makeRng } from '../../math/rng';
import type { DatasetInfo, OwnDatasetId } from '../catalog';
import { ownDim, ownLimits, ownSide } from './limits';

export interface OwnSet {
  readonly id: OwnDatasetId;
  /** Of the folder or file they came from. */
  readonly name: string;
  readonly info: DatasetInfo;
  /** [trainCount + heldOutCount, 784], the held-out ones last. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** @param images  each [784] @returns the set, or why there is none; and how many were left out because an equal one is there */
export function makeOwnSet(
  name: string,
  images: readonly Uint8Array[],
): { readonly set: OwnSet | string; readonly copies: number } {
  const different = withoutCopies(images);
  const copies = images.length - different.length;
  const count = different.length;
  const { leastImages, heldOutShare, seed } = ownLimits;
  const heldOutCount = Math.max(2, Math.round(count * heldOutShare));
  if (count < leastImages) return { set: tooFewWords(images.length, count), copies };
  const bytes = new Uint8Array(count * ownDim);
  drawPermutation(makeRng(seed), count).forEach((from, to) => bytes.set(different[from]!, to * ownDim));
  const trainCount = count - heldOutCount;
  const info: DatasetInfo = {
    label: 'Yours',
    noun: { one: 'image of yours', many: 'images of yours' },
    trainCount,
    heldOutCount,
    sigmaData: pixelDeviation(bytes.subarray(0, trainCount * ownDim)),
    width: ownSide,
    height: ownSide,
    dim: ownDim,
  };
  return { set: { id: `own-${bytesToHex(sha256(bytes)).slice(0, 12)}`, name, info, bytes }, copies };
}

function tooFewWords(came: number, different: number): string {
  const { leastImages } = ownLimits;
  const need = `at least ${leastImages} different ones are needed: ${leastImages - 2} to learn from and 2 to test on`;
  if (came === 0) return `None of it could be read as an image; ${need}.`;
  if (different === 1 && came > 1)
    return `All ${came} images are the same at 28 × 28 pixels: their covariance is zero, and there is nothing to learn from them; ${need}.`;
  const words = different === 1 ? 'There is 1 image' : `There are ${different} different images`;
  return `${words}; ${need}.`;
}

function withoutCopies(images: readonly Uint8Array[]): Uint8Array[] {
  const seen = new Map<number, Uint8Array[]>();
  return images.filter((image) => {
    const hash = fnv1a(image);
    const alike = seen.get(hash) ?? [];
    if (alike.some((other) => other.every((byte, i) => byte === image[i]))) return false;
    seen.set(hash, [...alike, image]);
    return true;
  });
}

function fnv1a(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Of all pixels about their overall mean, pixels in [-1, 1]; exact sums of integers. */
function pixelDeviation(bytes: Uint8Array): number {
  let [sum, squares] = [0, 0];
  for (const byte of bytes) {
    sum += byte;
    squares += byte * byte;
  }
  const mean = sum / bytes.length;
  return Math.sqrt(squares / bytes.length - mean * mean) / 127.5;
}
