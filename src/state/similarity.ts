/** How alike images are, over many of them: the summaries that are published and that a figure recomputes. */
import type { SurveyRow } from '../engine/protocol';
import { quantile } from '../math/quantile';
import { cosine } from '../math/similarity';
import type { TrainingSimilarity } from '../metrics/trainingSimilarity';
import type { Quartiles, SimilaritySpread } from './networkMeasures';

export type Centring = 'raw' | 'centered';

/** Cosines of one denoiser's samples from the same noises, one for each noise: raw, and with a mean image subtracted from both sides. */
export interface PairCosines {
  /** Of the sample that learned from the first half to the one that learned from the second. */
  readonly between: Readonly<Record<Centring, readonly number[]>>;
  /** Of the sample that learned from the first half to the image of that half which is most like it. */
  readonly nearest: Readonly<Record<Centring, readonly number[]>>;
}

export function quartiles(values: readonly number[]): Quartiles {
  return { lower: quantile(values, 0.25), median: quantile(values, 0.5), upper: quantile(values, 0.75) };
}

/** Quartiles over samples. */
export function similaritySpread(similarities: readonly TrainingSimilarity[]): SimilaritySpread {
  const of = (name: keyof SimilaritySpread) => quartiles(similarities.map((similarity) => similarity[name]));
  return { relativeDistance: of('relativeDistance'), cosine: of('cosine'), centeredCosine: of('centeredCosine') };
}

/** @param mean  of the first half, [dim]: the origin of all centred cosines */
export function pairCosines(first: SurveyRow, second: SurveyRow, mean: ArrayLike<number>): PairCosines {
  const dim = mean.length;
  const image = ({ samples }: SurveyRow, i: number) => samples.subarray(i * dim, (i + 1) * dim);
  const between = (origin?: ArrayLike<number>) =>
    first.similarities.map((_, i) => cosine(image(first, i), image(second, i), origin));
  return {
    between: { raw: between(), centered: between(mean) },
    nearest: {
      raw: first.similarities.map((similarity) => similarity.cosine),
      centered: first.similarities.map(({ centeredCosine }) => centeredCosine),
    },
  };
}
