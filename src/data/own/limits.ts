/** What a reader may bring, in one place. */
export const ownLimits = {
  /** Different images; fewer leave next to nothing to learn from, or to test on. */
  leastImages: 20,
  /** Of more, this many are drawn at random. */
  mostImages: 20_000,
  mostImageBytes: 64e6,
  /** Of a CSV or npy file. */
  mostTableBytes: 1e9,
  /** Of everything that is brought at once, and again of what its zip files hold when unpacked. */
  mostBytes: 4e9,
  /** Of one image before it is shrunk. */
  mostPixels: 64e6,
  /** Files, those in zip files included. */
  mostFiles: 200_000,
  /** Every tenth image is held out: never learned from. */
  heldOutShare: 0.1,
  /** Names the order of the images, and which are held out. */
  seed: 1,
} as const;

/** Width and height that every image is brought to. */
export const ownSide = 28;
export const ownDim = ownSide * ownSide;

/** "64 MB", in powers of ten as file managers count. */
export function sizeWords(bytes: number): string {
  const [unit, name] = bytes >= 1e9 ? [1e9, 'GB'] : bytes >= 1e6 ? [1e6, 'MB'] : [1e3, 'kB'];
  return `${Number((bytes / unit).toPrecision(3))} ${name}`;
}
