/** Linear denoisers fitted on the first N images of each dataset, held against its held-out images and against the fit on all of its training images. */
import { datasetInfo, datasets, type PublishedId } from '../../src/data/catalog';
import { toFloatPixels } from '../../src/data/pixels';
import { firstImages } from '../../src/data/subset';
import { multiply } from '../../src/math/dense';
import { heldOutVariances } from '../../src/math/heldOutVariances';
import type { Spectrum } from '../../src/math/spectrum';
import { symmetricEigen } from '../../src/math/symmetricEigen';
import { type LinearFit, type LinearFits, linearFitsPath } from '../../src/state/linearFits';
import { ddpmSchedule } from '../../src/theory/ddpm';
import { divergenceOfSample } from '../../src/theory/divergence';
import { ridgeStops } from '../../src/theory/ridges';
import { keptEigenvalues } from '../../src/theory/spectrumRange';
import { library, significant, today, writeResult } from './context';

/** N, as far as a dataset goes. */
const counts = [16, 32, 64, 128, 256, 512, 784, 1024, 2048, 4096, 8192, 16_384];
const ridges = ridgeStops.filter((ridge) => ridge > 0);
/** The best ridge for many images is smaller than those that figures offer. */
const divergenceRidges = [1e-6, 3e-6, 1e-5, 3e-5, ...ridges];
/** Noise variances s of the differences. */
export const measuredLevels = [10, 30, 100, 200, 300, 500, 700].map((t) => significant(ddpmSchedule()[t - 1]!.s));
/** Held-out images on which fits are compared. */
const comparedCount = 100;

export async function measureLinearFits(): Promise<void> {
  for (const dataset of Object.keys(datasets) as PublishedId[]) {
    const { dim, trainCount: count, heldOutCount } = datasetInfo(dataset);
    const reference = await library.spectrum(dataset, firstImages(count));
    const heldOut = Float64Array.from(
      toFloatPixels(await (await library.dataset(dataset)).images('heldOut', 0, heldOutCount)),
    );
    const answers = answersAtAll(reference, heldOut.subarray(0, comparedCount * dim));
    const fits: LinearFit[] = [];
    for (const images of counts.filter((each) => each <= count)) {
      const spectrum = await library.spectrum(dataset, firstImages(images));
      const overlap = multiply(reference.modes, transposed(spectrum.modes, dim), dim);
      fits.push({
        images,
        sample: Array.from(spectrum.eigenvalues, (lambda) => significant(lambda)),
        ...listedVariances(spectrum, heldOut),
        divergence: divergences(spectrum, reference, overlap),
        difference: differences(spectrum, reference, { overlap, heldOut, answers }),
      });
      console.log(`${dataset}: ${images} images`);
    }
    await writeResult(linearFitsPath(dataset), {
      version: 1,
      command: 'npm run measure -- linearFits',
      date: today(),
      dataset,
      dim,
      heldOutCount,
      count,
      keptCount: keptEigenvalues(reference.eigenvalues).length,
      divergenceRidges,
      ridges,
      levels: measuredLevels,
      fits,
    } satisfies LinearFits);
  }
}

function transposed(matrix: Float64Array, columns: number): Float64Array {
  const rows = matrix.length / columns;
  const turned = new Float64Array(matrix.length);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) turned[c * rows + r] = matrix[r * columns + c]!;
  return turned;
}

/** @param images  [count, dim], pixels  @returns [count, dim] */
function centered(images: Float64Array, mean: Float64Array): Float64Array {
  return images.map((value, i) => value - mean[i % mean.length]!);
}

function listedVariances(spectrum: Spectrum, images: Float64Array) {
  const { along, offSpan } = heldOutVariances(spectrum, images);
  return { heldOut: Array.from(along, (value) => significant(value)), offSpan: significant(offSpan) };
}

/** In the directions that count, where the sample covariance is taken apart anew. @param overlap  reference modes times sample modes, [reference, sample] */
function divergences(spectrum: Spectrum, reference: Spectrum, overlap: Float64Array): number[] {
  const truth = keptEigenvalues(reference.eigenvalues);
  const rank = spectrum.eigenvalues.length;
  const kept = overlap.subarray(0, truth.length * rank);
  const scaled = kept.map((value, i) => value * spectrum.eigenvalues[i % rank]!);
  const covariance = multiply(scaled, transposed(kept, rank), rank);
  const sample = symmetricEigen(covariance, truth.length).eigenvalues.map((value, i) =>
    i < rank ? Math.max(0, value) : 0,
  );
  const shift = reference.mean.map((value, p) => spectrum.mean[p]! - value);
  const moments = {
    sample,
    alongTruth: truth.map((_, i) => covariance[i * truth.length + i]!),
    mean: multiply(reference.modes.subarray(0, truth.length * reference.dim), shift, reference.dim),
  };
  return divergenceRidges.map((ridge) => significant(divergenceOfSample(truth, moments, ridge)));
}

interface Comparison {
  readonly overlap: Float64Array;
  /** [count, dim] */
  readonly heldOut: Float64Array;
  /** Of the reference on the first of them: [level][ridge] of [comparedCount, dim]. */
  readonly answers: readonly (readonly Float64Array[])[];
}

/** |epsilon_N - epsilon_all|^2 / dim with epsilon = sqrt(s) (C + s + c)^-1 (x - mean), x a held-out image with noise of variance s: [level, ridge]. */
function differences(spectrum: Spectrum, reference: Spectrum, { overlap, heldOut, answers }: Comparison): number[][] {
  const { dim } = reference;
  const own = answersAtAll(spectrum, heldOut.subarray(0, comparedCount * dim));
  return measuredLevels.map((s, level) =>
    ridges.map((ridge, column) => {
      const theirs = answers[level]![column]!;
      const signal = own[level]![column]!.reduce((sum, value, i) => sum + (value - theirs[i]!) ** 2, 0) / comparedCount;
      return significant((s / dim) * (signal + s * squaredGap(spectrum, reference, { overlap, z: s + ridge })));
    }),
  );
}

/** (C + s + c)^-1 (y - mean) of images y [count, dim], at each level and ridge. */
function answersAtAll({ mean, modes, eigenvalues, dim }: Spectrum, images: Float64Array): Float64Array[][] {
  const rank = eigenvalues.length;
  const deviations = centered(images, mean);
  const components = multiply(deviations, transposed(modes, dim), dim);
  return measuredLevels.map((s) =>
    ridges.map((ridge) => {
      const z = s + ridge;
      const weighted = components.map((value, i) => value * (1 / (eigenvalues[i % rank]! + z) - 1 / z));
      return multiply(weighted, modes, rank).map((value, i) => value + deviations[i]! / z);
    }),
  );
}

/** |(C + z)^-1 - (C_all + z)^-1|^2, summed over all entries. */
function squaredGap(
  spectrum: Spectrum,
  reference: Spectrum,
  { overlap, z }: { overlap: Float64Array; z: number },
): number {
  // (C + z)^-1 = 1 / z + sum of f u u^T, so that the parts 1 / z cancel
  const gains = ({ eigenvalues }: Spectrum) => eigenvalues.map((lambda) => 1 / (lambda + z) - 1 / z);
  const [own, all] = [gains(spectrum), gains(reference)];
  let sum = own.reduce((total, gain) => total + gain ** 2, 0) + all.reduce((total, gain) => total + gain ** 2, 0);
  for (let i = 0; i < all.length; i++)
    for (let j = 0; j < own.length; j++) sum -= 2 * overlap[i * own.length + j]! ** 2 * all[i]! * own[j]!;
  return sum;
}
