/** What "What does a linear denoiser learn first?" shows: weights of modes after k steps of gradient descent, and what follows from them. */
import { type DatasetId, datasetInfo } from '../../data/catalog';
import type { LearningLook } from '../../training/learnLinear';
import { fixedPoint, generatedVariance, weightAfter } from '../../theory/gradientDescent';
import type { Inputs } from '../../state/inputs';
import type { ChartCurve } from '../../ui/CurveChart';
import { formatCount } from '../words';

/** Steps at which the slider rests. */
export const looks = [0, 1, 2, 3, 5, 8, 13, 20, 32, 50, 80, 130, 200, 320, 500, 800];
/** Up to which descent is run live. */
export const liveLooks = looks.filter((step) => step <= 320);
/** Modes that have a curve of their own. */
const followed = [1, 3, 10, 30, 100, 300];
/** Directions with less variance than this share of the largest are left out: pixels that never change. */
const leastShare = 1e-6;

export interface Descent {
  /** Descending, without those that hardly vary. */
  readonly eigenvalues: readonly number[];
  /** Pixels. */
  readonly dim: number;
  readonly sigma: number;
  /** Step size of the loss as it is. */
  readonly eta: number;
  /** Weight of every mode at step 0. */
  readonly start: number;
}

/** @param eigenvalues  descending */
export function descentOf(
  dataset: DatasetId,
  eigenvalues: readonly number[],
  { sigma, rate, from }: { sigma: number; rate: number; from: Inputs['descentStart'] },
): Descent {
  const { dim, sigmaData } = datasetInfo(dataset);
  const [largest] = eigenvalues;
  return {
    eigenvalues: eigenvalues.filter((lambda) => lambda > leastShare * largest!),
    dim,
    sigma,
    eta: rate / (largest! + sigma ** 2),
    start: from === 'edm' ? sigmaData ** 2 / (sigma ** 2 + sigmaData ** 2) : 0,
  };
}

const weightOf = ({ eigenvalues, sigma, eta, start }: Descent, rank: number, steps: number) =>
  weightAfter(eigenvalues[rank - 1]!, { sigma, eta, start, steps });

/** How far each of the first modes has come from its start to its goal after k steps: 0 to 1. */
export function sharesAt({ sigma, eta, eigenvalues }: Descent, steps: number, count: number): number[] {
  return eigenvalues.slice(0, count).map((lambda) => 1 - (1 - 2 * eta * (lambda + sigma ** 2)) ** steps);
}

const followedBy = ({ eigenvalues }: Descent) => followed.filter((rank) => rank <= eigenvalues.length);
const look = { color: 'var(--color-linear)', line: 'dashed', isThin: true } as const;

/** The weight of some modes over the steps; with dots where they were measured. */
export function weightCurves(descent: Descent, here: readonly LearningLook[]): ChartCurve[] {
  const steps = Array.from({ length: 80 }, (_, i) => 800 ** (i / 79));
  return followedBy(descent).flatMap((rank): ChartCurve[] => {
    const line = steps.map((step) => ({ x: step, y: weightOf(descent, rank, step) }));
    const dots = here.filter(({ step }) => step > 0).map(({ step, weights }) => ({ x: step, y: weights[rank - 1]! }));
    return [
      { id: `${rank} here`, label: '', ...look, points: dots, isHollow: true },
      { id: String(rank), label: `ν = ${rank}`, ...look, points: line },
    ];
  });
}

/** Over the modes: weights after k steps, and where they end. */
export function profileCurves(descent: Descent, steps: number, here: readonly LearningLook[]): ChartCurve[] {
  const { eigenvalues, sigma } = descent;
  const last = eigenvalues.length;
  const spread = (count: number) => [
    ...new Set(Array.from({ length: count }, (_, i) => Math.round(last ** (i / (count - 1))))),
  ];
  const measured = here.find(({ step }) => step === steps);
  return [
    {
      id: 'here',
      label: '',
      ...look,
      points: measured ? spread(26).map((rank) => ({ x: rank, y: measured.weights[rank - 1]! })) : [],
      isHollow: true,
    },
    {
      id: 'now',
      label: steps === 0 ? 'start' : `k = ${steps}`,
      nameAt: 'middle',
      ...look,
      points: spread(120).map((rank) => ({ x: rank, y: weightOf(descent, rank, steps) })),
    },
    {
      id: 'end',
      label: 'end',
      nameAt: 'middle',
      color: 'var(--color-gaussian)',
      line: 'solid',
      points: spread(120).map((rank) => ({ x: rank, y: fixedPoint(eigenvalues[rank - 1]!, sigma) })),
    },
  ];
}

/** The loss per pixel after k steps, and that of the Gaussian denoiser. */
export function lossCurves(descent: Descent, here: readonly LearningLook[]): ChartCurve[] {
  const { eigenvalues, sigma, eta, start, dim } = descent;
  const lossAt = (steps: number) => {
    let sum = 0;
    for (let i = 0; i < dim; i++) {
      const lambda = eigenvalues[i] ?? 0;
      const weight = steps === Infinity ? fixedPoint(lambda, sigma) : weightAfter(lambda, { sigma, eta, start, steps });
      sum += (1 - weight) ** 2 * lambda + weight ** 2 * sigma ** 2;
    }
    return sum / dim;
  };
  const steps = Array.from({ length: 60 }, (_, i) => 800 ** (i / 59));
  const end = lossAt(Infinity);
  return [
    // a batch is drawn before its step
    {
      id: 'here',
      label: '',
      ...look,
      points: here.filter(({ step }) => step > 1).map(({ step, loss }) => ({ x: step - 1, y: loss })),
      isHollow: true,
    },
    { id: 'loss', label: 'learning', ...look, points: steps.map((step) => ({ x: step, y: lossAt(step) })) },
    {
      id: 'end',
      label: 'Gaussian',
      color: 'var(--color-gaussian)',
      line: 'solid',
      points: [1, 800].map((x) => ({ x, y: end })),
    },
  ];
}

/** Of the samples that a denoiser in training would draw, the variance along each mode over the true one, against time eta tau. */
export function varianceCurves(descent: Descent): ChartCurve[] {
  const [first] = descent.eigenvalues;
  const times = Array.from({ length: 90 }, (_, i) => (0.01 / first!) * 1e6 ** (i / 89));
  return followedBy(descent).map((rank) => {
    const lambda = descent.eigenvalues[rank - 1]!;
    const points = times.map((time) => ({
      x: time,
      y: generatedVariance(lambda, { time, start: 0, sigmaStart: 80, sigmaEnd: 0.002 }) / lambda,
    }));
    return { id: String(rank), label: `ν = ${rank}`, ...look, points, nameAt: 'middle' };
  });
}

/** What the numbers say, in a sentence. */
export function learningFinding(dataset: DatasetId, descent: Descent, steps: number): string {
  const { eigenvalues, start, sigma } = descent;
  const isThere = eigenvalues.map((lambda, i) => {
    const goal = fixedPoint(lambda, sigma);
    return Math.abs(weightOf(descent, i + 1, steps) - goal) <= 0.1 * goal;
  });
  const count = isThere.filter(Boolean).length;
  const isFirst = isThere.slice(0, count).every(Boolean);
  const { label } = datasetInfo(dataset);
  const which = count === 0 || count === isThere.length || !isFirst ? '' : ', those in which images vary most';
  const from = start === 0 ? '' : ' from a start that keeps a share of the input';
  return `After ${formatCount(steps)} steps of gradient descent${from}, ${formatCount(count)} of the ${formatCount(isThere.length)} directions of ${label} are within 10% of their end${which}`;
}
