/** How near images are to the training images: what tells memorising from generalising. Exact, in float64 on the CPU. */

export interface TrainingSimilarity {
  /** Index of the nearest training image (least distance) within the subset. */
  readonly index: number;
  /** Root mean square difference of pixels to the nearest and to the second nearest training image; the second is Infinity when there is but one. */
  readonly distance: number;
  readonly secondDistance: number;
  /** |x - nearest| / |x|: the GL score of one image (small: memorised). Infinity for x = 0. */
  readonly relativeDistance: number;
  /** Greatest cosine to any training image, of raw pixels and with the training mean subtracted from both; in [-1, 1]. */
  readonly cosine: number;
  readonly centeredCosine: number;
}

/** Training images as rows of numbers. */
export interface Rows {
  readonly count: number;
  readonly dim: number;
  /** Writes row `index` into `into` [dim]. */
  read(index: number, into: Float64Array): void;
}

/** Images [count, dim] in bytes as pixels in [-1, 1]. */
export function rowsOfBytes(bytes: Uint8Array, dim: number): Rows {
  return {
    count: bytes.length / dim,
    dim,
    read: (index, into) => {
      for (let p = 0; p < dim; p++) into[p] = bytes[index * dim + p]! / 127.5 - 1;
    },
  };
}

/** Training images between two breaths: about 10 ms for 64 images. */
const breath = 64;

/**
 * @param x  images [count, dim]
 * @param mean  the training mean [dim]
 * @param breathe  awaited now and then, so that others get their turn; may throw to end the work
 */
export async function trainingSimilarities(
  x: Float32Array | Float64Array,
  training: Rows,
  mean: ArrayLike<number>,
  breathe: (done: number) => Promise<void> = () => Promise.resolve(),
): Promise<TrainingSimilarity[]> {
  const { dim } = training;
  const images = Array.from({ length: x.length / dim }, (_, i) => new Comparison(x, i * dim, mean));
  const row = new Float64Array(dim);
  for (let index = 0; index < training.count; index++) {
    if (index % breath === 0) await breathe(index);
    training.read(index, row);
    const [norm, centeredNorm] = norms(row, mean);
    for (const image of images) image.meet(index, row, { norm, centeredNorm });
  }
  return images.map((image) => image.result());
}

function norms(row: Float64Array, mean: ArrayLike<number>): [norm: number, centeredNorm: number] {
  let [squares, centered] = [0, 0];
  for (let p = 0; p < row.length; p++) {
    squares += row[p]! ** 2;
    centered += (row[p]! - mean[p]!) ** 2;
  }
  return [Math.sqrt(squares), Math.sqrt(centered)];
}

const epsilon = 1e-12;

/** One image, and the best that it has met so far. */
class Comparison {
  private readonly x: Float64Array;
  private readonly centered: Float64Array;
  private readonly norm: number;
  private readonly centeredNorm: number;
  /** centered . mean */
  private readonly offset: number;
  private index = 0;
  private least = Infinity;
  private second = Infinity;
  private cosine = -1;
  private centeredCosine = -1;

  constructor(images: ArrayLike<number>, start: number, mean: ArrayLike<number>) {
    this.x = Float64Array.from({ length: mean.length }, (_, p) => images[start + p]!);
    this.centered = this.x.map((value, p) => value - mean[p]!);
    [this.norm, this.centeredNorm] = norms(this.x, mean);
    this.offset = this.centered.reduce((sum, value, p) => sum + value * mean[p]!, 0);
  }

  meet(index: number, row: Float64Array, { norm, centeredNorm }: { norm: number; centeredNorm: number }): void {
    const { x, centered } = this;
    let [squares, product, centeredProduct] = [0, 0, -this.offset];
    for (let p = 0; p < row.length; p++) {
      const value = row[p]!;
      const difference = x[p]! - value;
      squares += difference * difference;
      product += x[p]! * value;
      centeredProduct += centered[p]! * value;
    }
    if (squares < this.least) [this.index, this.least, this.second] = [index, squares, this.least];
    else if (squares < this.second) this.second = squares;
    this.cosine = Math.max(this.cosine, product / (this.norm * norm + epsilon));
    this.centeredCosine = Math.max(this.centeredCosine, centeredProduct / (this.centeredNorm * centeredNorm + epsilon));
  }

  result(): TrainingSimilarity {
    const { index, least, second, cosine, centeredCosine } = this;
    const rms = (squares: number) => Math.sqrt(squares / this.x.length);
    const relativeDistance = this.norm > 0 ? Math.sqrt(least) / this.norm : Infinity;
    return { index, distance: rms(least), secondDistance: rms(second), relativeDistance, cosine, centeredCosine };
  }
}
