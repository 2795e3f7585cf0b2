/** What is looked at while a network trains: its losses, how far it is from the closed forms, and what it makes of fixed noises. */
import type { TrainingImages } from '../denoisers/trainingImages';
import type { Denoiser } from '../diffusion/denoiser';
import { edmLossWeight } from '../diffusion/preconditioning';
import { readBack } from '../diffusion/readback';
import { sample, samplers } from '../diffusion/sample';
import { karrasSigmas } from '../diffusion/schedule';
import { drawNormals, makeRng, type Rng } from '../math/rng';
import * as tf from '../tfjs';
import type { Tensor, Tensor2D } from '../tfjs';
import { drawTrainingSigma } from '../training/noiseLaw';
import { lookSettings } from './catalog';
import { nearestTraining } from './nearestTraining';

const { lossImages, lossSigmas, distanceImages, distanceSigmas, sampleCount, sampleSteps } = lookSettings;
const rowsEach = lossImages / lossSigmas;
/** The noises of all looks at all networks: sigmas, losses, distances, samples. */
const noiseSeed = 41;
/** The images that D is compared on come in pieces of so many of each kind. */
const rowsOfPiece = 16;
const distancePieces = distanceImages / rowsOfPiece;
/** What is kept of each piece to place D between the closed forms. */
const placeSize = 4;
const places = distanceSigmas.length * distancePieces;

export interface LookMaterials {
  /** Standard deviation of the pixels. */
  readonly sigmaData: number;
  /** Clean pixels [any, dim] in [-1, 1]: images that are learned from, and at least `lookSettings.lossImages` that are not. */
  readonly training: Float32Array;
  readonly heldOut: Float32Array;
  /** The closed forms of the images that are learned from; they and `images` stay the caller's. */
  readonly gaussian: Denoiser;
  readonly multiDelta: Denoiser;
  readonly images: TrainingImages;
}

/** Numbers of one look; `LookReading` without what names it in time. */
export interface LookReading {
  /** Mean of lossWeight(sigma) (D - clean)^2 over 64 images, pixels and eight quantiles of the training law of sigma. */
  readonly trainingLoss: number;
  readonly heldOutLoss: number;
  /** Root mean square of D minus the closed form's D, over held-out images with noise at `lookSettings.distanceSigmas`; pixels in [-1, 1]. */
  readonly gaussianDistance: number;
  readonly multiDeltaDistance: number;
  /**
   * Where D is on the way from the Gaussian to the multi-delta: (D - D_G) . (D_delta - D_G) / |D_delta - D_G|^2, dot products over images with noise at
   * `lookSettings.distanceSigmas` and over their pixels. 0 beside D_G, 1 beside D_delta, 1/2 as far from the one as from the other; any number when D is
   * far from both, NaN when they are the same (one training image). The mean over all noises of training images is 0 for every affine D. With a, b, c the root mean square distances of D from D_G, of D from D_delta and of
   * the two from each other it is (a^2 + c^2 - b^2) / (2 c^2).
   */
  readonly trainingWay: number;
  readonly heldOutWay: number;
  /** [sampleCount, dim], pixels. */
  readonly samples: Float32Array;
  /** [sampleCount, 2]: the nearest and the second nearest training image of each sample, by float32 distances. */
  readonly nearest: Float32Array;
}

export interface Looker {
  /** Takes one look, giving way between pieces of about one pass of the network. @throws what `giveWay` throws, or Error when the device does not answer */
  look(denoiser: Denoiser, giveWay: () => Promise<void>): Promise<LookReading>;
  dispose(): void;
}

/** Noisy images of one level beside what they are compared with. */
interface Probe {
  readonly sigma: number;
  readonly x: Tensor2D;
  /** Each [as many rows as x, dim]. */
  readonly targets: readonly Tensor2D[];
}

/** Puts the fixed images and noises of all looks on the device. */
export function makeLooker(materials: LookMaterials): Looker {
  const { sigmaData, images } = materials;
  const { dim } = images;
  const probes = { loss: lossProbes(materials), distance: distanceProbes(materials) };
  const schedule = karrasSigmas({ steps: sampleSteps });
  const noise = drawNormals(makeRng(noiseSeed, 3), sampleCount * dim).map((draw) => draw * schedule[0]!);
  const start = tf.tensor2d(noise, [sampleCount, dim]);

  return {
    async look(denoiser, giveWay) {
      const held: Tensor[] = [];
      const keep = <T extends Tensor>(tensor: T): T => {
        held.push(tensor);
        return tensor;
      };
      try {
        for (const { sigma, x, targets } of probes.loss) {
          keep(weightedErrors(denoiser.denoise(x, sigma), targets[0]!, edmLossWeight(sigma, sigmaData)));
          await giveWay();
        }
        for (const { sigma, x, targets } of probes.distance) {
          keep(placeBetween(denoiser.denoise(x, sigma), targets));
          await giveWay();
        }
        let samples: Tensor2D | undefined;
        for (const { sigma, x } of sample({ denoiser, sampler: samplers.heun, sigmas: schedule, start })) {
          if (sigma === 0) samples = keep(x.clone());
          await giveWay();
        }
        keep(nearestTraining(images, samples!));
        return parse(await readBack(held), dim);
      } finally {
        tf.dispose(held);
      }
    },
    dispose: () => {
      tf.dispose([start, ...[...probes.loss, ...probes.distance].flatMap(({ x, targets }) => [x, ...targets])]);
    },
  };
}

/** Eight images that are learned from above eight held-out ones at each noise level. */
function lossProbes(materials: LookMaterials): Probe[] {
  const { dim } = materials.images;
  return lossSigmaValues().map((sigma, k) => {
    const clean = bothKinds(materials, k * rowsEach, rowsEach);
    const shape: [number, number] = [2 * rowsEach, dim];
    return { sigma, x: noisy(clean, sigma, shape, makeRng(noiseSeed, 1, k)), targets: [tf.tensor2d(clean, shape)] };
  });
}

/** The middles of eight equally likely parts of the law from which training draws sigma, ascending. */
export function lossSigmaValues(): number[] {
  const rng = makeRng(noiseSeed, 0);
  const each = 512;
  const drawn = Array.from({ length: lossSigmas * each }, () => drawTrainingSigma(rng)).sort((a, b) => a - b);
  return Array.from({ length: lossSigmas }, (_, k) => drawn[k * each + each / 2]!);
}

/** At each noise level several pieces, each of images that are learned from above as many held-out ones. */
function distanceProbes(materials: LookMaterials): Probe[] {
  const { gaussian, multiDelta, images } = materials;
  return distanceSigmas.flatMap((sigma, k) =>
    Array.from({ length: distancePieces }, (_, piece) => {
      const clean = bothKinds(materials, piece * rowsOfPiece, rowsOfPiece);
      const x = noisy(clean, sigma, [2 * rowsOfPiece, images.dim], makeRng(noiseSeed, 2, k, piece));
      return { sigma, x, targets: [gaussian.denoise(x, sigma), multiDelta.denoise(x, sigma)] };
    }),
  );
}

/** [2 count, dim]: images that are learned from, then held-out ones. */
function bothKinds({ training, heldOut, images: { dim } }: LookMaterials, start: number, count: number): Float32Array {
  const clean = new Float32Array(2 * count * dim);
  for (let row = 0; row < count; row++) {
    clean.set(imageAt(training, start + row, dim), row * dim);
    clean.set(imageAt(heldOut, start + row, dim), (count + row) * dim);
  }
  return clean;
}

function imageAt(pixels: Float32Array, index: number, dim: number): Float32Array {
  const at = (index % (pixels.length / dim)) * dim;
  return pixels.subarray(at, at + dim);
}

function noisy(clean: Float32Array, sigma: number, shape: [number, number], rng: Rng): Tensor2D {
  const noise = drawNormals(rng, clean.length);
  return tf.tensor2d(
    clean.map((value, p) => value + sigma * noise[p]!),
    shape,
  );
}

/** [2]: mean weighted square over the upper and over the lower half of the rows. The first argument is freed. */
function weightedErrors(denoised: Tensor2D, clean: Tensor2D, weight: number): Tensor {
  const errors = tf.tidy(() => {
    const squares = tf.reshape(tf.square(tf.sub(denoised, clean)), [2, denoised.size / 2]);
    return tf.mul(tf.mean(squares, 1), weight);
  });
  denoised.dispose();
  return errors;
}

/**
 * [placeSize, 2], over the upper and over the lower half of the rows: the mean squares of D - D_G and of D - D_delta, and the means of
 * (D - D_G) (D_delta - D_G) and of (D_delta - D_G)^2. The first argument is freed.
 */
function placeBetween(denoised: Tensor2D, [gaussian, multiDelta]: readonly Tensor2D[]): Tensor {
  const place = tf.tidy(() => {
    const halves = (products: Tensor) => tf.mean(tf.reshape(products, [2, denoised.size / 2]), 1);
    const fromGaussian = tf.sub(denoised, gaussian!);
    const way = tf.sub(multiDelta!, gaussian!);
    return tf.stack([
      halves(tf.square(fromGaussian)),
      halves(tf.square(tf.sub(denoised, multiDelta!))),
      halves(tf.mul(fromGaussian, way)),
      halves(tf.square(way)),
    ]);
  });
  denoised.dispose();
  return place;
}

/** In the order in which `look` keeps them. */
function parse(values: Float32Array, dim: number): LookReading {
  const pairs = (from: number, count: number, which: 0 | 1) =>
    Array.from({ length: count }, (_, i) => values[from + 2 * i + which]!);
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const distancesAt = 2 * lossSigmas;
  const samplesAt = distancesAt + 2 * placeSize * places;
  const nearestAt = samplesAt + sampleCount * dim;
  const placeMean = (row: number, half: 0 | 1) =>
    mean(Array.from({ length: places }, (_, k) => values[distancesAt + 2 * (placeSize * k + row) + half]!));
  return {
    trainingLoss: mean(pairs(0, lossSigmas, 0)),
    heldOutLoss: mean(pairs(0, lossSigmas, 1)),
    gaussianDistance: Math.sqrt(placeMean(0, 1)),
    multiDeltaDistance: Math.sqrt(placeMean(1, 1)),
    trainingWay: placeMean(2, 0) / placeMean(3, 0),
    heldOutWay: placeMean(2, 1) / placeMean(3, 1),
    samples: values.slice(samplesAt, nearestAt),
    nearest: values.slice(nearestAt),
  };
}
