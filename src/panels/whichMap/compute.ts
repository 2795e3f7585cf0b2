/** What "Which linear map is it?" shows: how far the best linear map of a denoiser is from the Gaussian's, and how it gets there. */
import type { SplitName } from '../../data/manifest';
import { denoiserCatalog } from '../../denoisers/catalog';
import { type Distillation, type LinearManifest, paperSigmas } from '../../denoisers/linearCatalog';
import { isSameSigma } from '../../diffusion/schedule';
import { formatSigma, sigmaColor } from '../../draw/sigmaAxis';
import type { DescentCurve, Descents } from '../../state/descents';
import type { Distillations, TeacherId } from '../../state/distillations';
import type { OptimizerId } from '../../training/descentCatalog';
import type { ChartCurve } from '../../ui/CurveChart';
import { leastDifference } from '../ratioAxis';
import { formatCount } from '../words';

export interface WhichMapMeasures {
  readonly manifest: LinearManifest;
  readonly distillations: Distillations;
  readonly descents: Descents;
}

/** N of the networks that were distilled. */
export const mapCounts = [64, 16_384] as const;
export type MapCount = (typeof mapCounts)[number];

export const networkId = (images: MapCount) => `fashion-n${images}-w32`;

export interface Teacher {
  readonly teacher: TeacherId;
  readonly images: MapCount;
}

export const teachers: readonly Teacher[] = [
  { teacher: 'network', images: 64 },
  { teacher: 'network', images: 16_384 },
  { teacher: 'multiDelta', images: 64 },
];

export const teacherName = ({ teacher, images }: Teacher) =>
  `${denoiserCatalog[teacher].label}, N = ${formatCount(images)}`;

/** A level of a file as this browser computes it: powers differ in their last digits. */
const snapped = <L extends { readonly sigma: number }>(level: L): L => ({
  ...level,
  sigma: paperSigmas.find((sigma) => isSameSigma(sigma, level.sigma)) ?? level.sigma,
});

/** At each noise level, descending; empty when it was not measured. */
export function levelsOf(
  { manifest, distillations }: Pick<WhichMapMeasures, 'manifest' | 'distillations'>,
  { teacher, images }: Teacher,
  inputs: SplitName,
): readonly Distillation[] {
  if (teacher === 'network' && inputs === 'heldOut')
    return manifest.maps
      .filter(({ network }) => network === networkId(images))
      .map(snapped)
      .sort((a, b) => b.sigma - a.sigma);
  const isAsked = (row: Distillations['rows'][number]) =>
    row.teacher === teacher && row.images === images && row.inputs === inputs;
  return (distillations.rows.find(isAsked)?.levels ?? []).map(snapped);
}

/** |W_L - W_G| / |W_G| over sigma. */
export function differenceCurves(measures: WhichMapMeasures, inputs: SplitName): ChartCurve[] {
  return teachers.map((one) => ({
    id: `${one.teacher} ${one.images}`,
    label: one.teacher === 'network' ? `N = ${formatCount(one.images)}` : 'multi-delta',
    color: one.teacher === 'network' ? denoiserCatalog.linear.color : denoiserCatalog.multiDelta.color,
    line: one.teacher === 'multiDelta' ? 'dotted' : one.images === 64 ? 'dashed' : 'solid',
    points: levelsOf(measures, one, inputs).map(({ sigma, difference }) => ({
      x: sigma,
      y: Math.max(leastDifference, difference),
    })),
    hasDots: true,
  }));
}

/** The same over the epochs of gradient descent, a curve for each noise level; of plain descent dots, and its closed form through them. */
export function descentCurves(descents: Descents, images: MapCount, optimizer: OptimizerId): ChartCurve[] {
  return curvesOf(descents, images, optimizer).flatMap(({ sigma, differences, theory }) => {
    const shared = { label: formatSigma(sigma), color: sigmaColor(sigma) };
    const measured: ChartCurve = {
      ...shared,
      id: `${sigma}`,
      line: 'solid',
      points: pointsOf(differences, theory ? dotEvery : 1),
      ...(theory && { hasBars: true }),
    };
    if (!theory) return [measured];
    return [{ ...shared, id: `${sigma} theory`, line: 'dashed', isThin: true, points: pointsOf(theory) }, measured];
  });
}

const dotEvery = 4;

/** Of epochs 0, 1, ... */
export function pointsOf(differences: readonly number[], every = 1) {
  return differences.flatMap((difference, epoch) =>
    epoch % every === 0 ? [{ x: epoch, y: Math.max(leastDifference, difference) }] : [],
  );
}

const curvesOf = ({ curves }: Descents, images: MapCount, optimizer: OptimizerId): readonly DescentCurve[] =>
  curves.filter((curve) => curve.images === images && curve.optimizer === optimizer).map(snapped);

export const curveAt = (descents: Descents, images: MapCount, optimizer: OptimizerId, sigma: number) =>
  curvesOf(descents, images, optimizer).find((curve) => curve.sigma === sigma);

/** A ratio for prose: "14%", "0.4%", "3.3 times". */
export function ratioWords(ratio: number): string {
  if (ratio >= 2) return `${ratio.toPrecision(2)} times`;
  const percents = 100 * ratio;
  return percents >= 10 ? `${Math.round(percents)}%` : percents < 0.1 ? 'less than 0.1%' : `${percents.toFixed(1)}%`;
}

/** What the numbers at one noise level say, in a sentence. */
export function mapFinding(measures: WhichMapMeasures, inputs: SplitName, sigma: number): string {
  const at = (one: Teacher, split: SplitName) => levelsOf(measures, one, split).find((level) => level.sigma === sigma);
  const [few, many, memory] = teachers;
  const where = `at σ = ${formatSigma(sigma)}`;
  if (inputs === 'heldOut') {
    const [own, other] = [at(many!, 'heldOut'), at(few!, 'heldOut')];
    if (!own || !other) return `No linear map was distilled ${where}`;
    return `Asked about new images ${where}, the network of ${formatCount(many!.images)} is, as a linear map, ${ratioWords(own.difference)} of |W| away from its Gaussian; that of ${few!.images}, ${ratioWords(other.difference)}`;
  }
  const [own, other] = [at(memory!, 'train'), at(memory!, 'heldOut')];
  if (!own || !other) return `The multi-delta was not distilled ${where}`;
  return `Asked about the images it remembers ${where}, the multi-delta is, as a linear map, ${ratioWords(own.difference)} of |W| away from the Gaussian; about new ones, ${ratioWords(other.difference)}`;
}
