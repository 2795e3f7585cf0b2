/** The equivariant local denoiser: each pixel is guessed from squares of the training images at any place (the ELS machine of Kamb and Ganguli). Slow. */
import type { Denoiser } from '../diffusion/denoiser';
import * as tf from '../tfjs';
import type { Tensor2D, Tensor3D } from '../tfjs';
import { bandMatrix, boxSums, excessSquares, imagesLast } from './local';
import type { TrainingImages } from './trainingImages';

/** The work is up to 4 dim times that of the local denoiser. */
export const mostEquivariantImages = 256;

interface Look {
  readonly sigma: number;
  /** Side of the square, in pixels: odd. */
  readonly patchSize: number;
}

/**
 * D(x; sigma)_p = sum over images i and places q of w_{i,q}(p) y_{i,q}, the weights the softmax of -|x - y_i|^2 / (2 sigma^2), the distance taken between the
 * P x P squares around p in x and around q in y_i (Kamb and Ganguli, arXiv 2412.20292). The border is told apart, as by a network that pads with zeros: a
 * square that it cuts is compared with squares that it cuts in the same way, and so may move along the border alone. Within 1e-4 of the formula in float64.
 * From P = side + 1 on the border cuts every square, none may move, and this is the local denoiser.
 * @param images  at most 256, square ones of side sqrt(dim)
 */
export function makeEquivariantDenoiser(images: TrainingImages, patchSize: number): Denoiser {
  const { dim, count } = images;
  if (count > mostEquivariantImages)
    throw new RangeError(`makeEquivariantDenoiser: images must be at most ${mostEquivariantImages}, got ${count}`);
  return {
    id: 'equivariant',
    dim,
    denoise: (x, sigma) =>
      tf.tidy(() => {
        const answers = tf.split<Tensor2D>(x, x.shape[0]).map((row) => {
          const { totals, products } = tally(images, row, { sigma, patchSize });
          return tf.transpose(tf.div<Tensor2D>(tf.sum(products, 1, true), tf.sum(totals, 1, true)));
        });
        return tf.concat2d(answers, 0);
      }),
    dispose: () => undefined, // the images are shared; who made them disposes them
  };
}

/** sum_q w_{i,q}(p) of one noisy image [1, dim]: what each training image gives to each pixel, from whatever place: [dim, count], each row sums to 1. */
export function equivariantWeights(images: TrainingImages, x: Tensor2D, look: Look): Tensor2D {
  return tf.tidy(() => {
    const { totals } = tally(images, x, look);
    return tf.div(totals, tf.sum(totals, 1, true));
  });
}

/** Sums over places, [dim, count]: of the weights, up to a factor of each pixel, and of the weights times the values. */
interface Tally {
  readonly totals: Tensor2D;
  readonly products: Tensor2D;
}

/** Goes through all moves of the squares, with a running softmax. */
function tally({ dim, center, blocks }: TrainingImages, x: Tensor2D, { sigma, patchSize }: Look): Tally {
  const side = Math.sqrt(dim);
  const band = bandMatrix(side, patchSize);
  const reach = (patchSize - 1) / 2;
  const farthest = Math.max(0, side - 2 * reach - 1); // a whole square moves among whole ones
  const sheets = tf.concat(
    blocks.map((block) => tf.reshape<tf.Rank.R3>(tf.add(block.images, center), [-1, side, side])),
  );
  const row = tf.reshape<tf.Rank.R3>(x, [1, side, side]);
  const margins: [number, number] = [farthest, farthest];
  const padded = tf.pad(sheets, [[0, 0], margins, margins]);
  let running: (Tally & { readonly largest: Tensor2D }) | undefined;
  for (const [down, right] of movesWithin(farthest)) {
    const previous = running;
    const [largest, totals, products] = tf.tidy((): [Tensor2D, Tensor2D, Tensor2D] => {
      const moved: Tensor3D = tf.slice(padded, [0, farthest + down, farthest + right], sheets.shape);
      const squares = imagesLast(boxSums(excessSquares(moved, row, sigma), band));
      const logits = tf.add<Tensor2D>(tf.mul(squares, -1 / (2 * sigma ** 2)), barred(side, reach, [down, right]));
      const values = imagesLast(tf.transpose(moved, [0, 2, 1]));
      const own = tf.max<Tensor2D>(logits, 1, true);
      const largest = previous ? tf.maximum<Tensor2D>(previous.largest, own) : own;
      const weights = tf.exp<Tensor2D>(tf.sub(logits, largest));
      const weighted = tf.mul<Tensor2D>(weights, values);
      if (!previous) return [largest, weights, weighted];
      const scale = tf.exp(tf.sub(previous.largest, largest));
      return [
        largest,
        tf.add(tf.mul(previous.totals, scale), weights),
        tf.add(tf.mul(previous.products, scale), weighted),
      ];
    });
    if (previous) tf.dispose([previous.largest, previous.totals, previous.products]);
    running = { largest, totals, products };
  }
  return running!;
}

/** All moves by whole pixels, staying first, because it is open to every pixel. */
function movesWithin(farthest: number): (readonly [down: number, right: number])[] {
  const steps = Array.from({ length: 2 * farthest + 1 }, (_, i) => (i % 2 === 0 ? i / 2 : -(i + 1) / 2));
  return steps.flatMap((down) => steps.map((right) => [down, right] as const));
}

/** [dim, 1]: 0 at the pixels whose square may make the move, far below all logits at the others. */
function barred(side: number, reach: number, move: readonly [down: number, right: number]): Tensor2D {
  const isWhole = (place: number) => place >= reach && place < side - reach;
  const isOpen = (place: number, step: number) => step === 0 || (isWhole(place) && isWhole(place + step));
  const flags = Float32Array.from({ length: side ** 2 }, (_, p) =>
    isOpen(Math.floor(p / side), move[0]) && isOpen(p % side, move[1]) ? 0 : -1e30,
  );
  return tf.tensor2d(flags, [side ** 2, 1]);
}
