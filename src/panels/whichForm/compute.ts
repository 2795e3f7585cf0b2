/** What "Which closed form predicts this network?" shows: for networks that differ in one thing, who is nearest to them at each noise level and in their samples. */
import type { DatasetId } from '../../data/catalog';
import { type DenoiserId, denoiserCatalog, type CandidateId, candidateIds } from '../../denoisers/catalog';
import { formatSigma } from '../../draw/sigmaAxis';
import { type Axis, familiesOf, placeOf } from '../../state/families';
import { isClear, type LocalMeasure, type LocalMeasures } from '../../state/localMeasures';
import type { Centring } from '../../state/similarity';
import { networksByCount, type ZooNetwork } from '../../state/zooNetworks';
import type { ChartCurve } from '../../ui/CurveChart';
import { twoDigits } from '../countAxis';
import { formatCount, formatDistance } from '../words';

/** In what the networks of the rows differ. */
export type Over = 'images' | Axis;

export interface FormRow {
  readonly network: ZooNetwork;
  readonly measure: LocalMeasure;
  /** N, channels, or images seen. */
  readonly place: number;
}

/** Networks that differ in one thing, ascending in it. */
export interface FormRows {
  readonly over: Over;
  /** N of all of them, where they do not differ in it. */
  readonly images?: number;
  readonly rows: readonly FormRow[];
}

/** Every choice of networks of which two or more were measured with their present weights. */
export function formChoices(
  dataset: DatasetId,
  networks: readonly ZooNetwork[],
  measures: Pick<LocalMeasures, 'networks'>,
): FormRows[] {
  const measured = (members: readonly ZooNetwork[], placed: (network: ZooNetwork) => number): FormRow[] =>
    members.flatMap((network) => {
      const measure = measures.networks.find(
        ({ id, sha256 }) => id === network.id && sha256 === network.measure.sha256,
      );
      return measure ? [{ network, measure, place: placed(network) }] : [];
    });
  const byCount = measured(networksByCount(networks, dataset), ({ subset }) => subset.count);
  const families = familiesOf(dataset, networks).map(({ axis, images, members }): FormRows => ({
    over: axis,
    images,
    rows: measured(members, (network) => placeOf(axis, network)),
  }));
  return [{ over: 'images', rows: byCount } as const, ...families].filter(({ rows }) => rows.length > 1);
}

/** The choice asked for; of several that differ in the same, the one of N, or the first. */
export function chooseForms(choices: readonly FormRows[], over: Over, images: number): FormRows | undefined {
  const alike = choices.filter((each) => each.over === over);
  return alike.find((each) => each.images === images) ?? alike[0] ?? choices[0];
}

/** Those that a network is held against; the linear denoiser is not there for every one. */
export const candidatesOf = ({ agreement }: LocalMeasure) => candidateIds.filter((id) => agreement[id]);

/** "64 images", "width 8", "32,000 images seen" */
export function rowWords(over: Over, place: number): string {
  if (over === 'width') return `width ${place}`;
  return over === 'time' ? `${formatCount(place)} images seen` : `${formatCount(place)} images`;
}

/** "the network of 64 images" */
const networkOf = (over: Over, { place }: FormRow) =>
  over === 'time' ? `the network after ${rowWords(over, place)}` : `the network of ${rowWords(over, place)}`;

export const named: Record<CandidateId, string> = {
  gaussian: 'the Gaussian',
  linear: 'the linear denoiser',
  multiDelta: 'the multi-delta',
  local: 'the local denoiser',
};

/** Whom the chosen network's samples are most like, and those of one at an end of the rows: of the last, or of the first if only that one has another winner. */
export function formFinding({ over, rows }: FormRows, chosen: FormRow, centring: Centring): string {
  const ends = [rows.at(-1)!, rows[0]!].filter((row) => row !== chosen);
  const winner = ({ measure }: FormRow) => measure.mostAlike[centring].id;
  const other = ends.find((row) => winner(row) !== winner(chosen)) ?? ends[0]!;
  const said = ({ measure }: FormRow) => {
    const alike = measure.mostAlike[centring];
    const { median } = measure.agreement[alike.id]!.r2[centring];
    return `${named[alike.id]} (r²\u00a0${twoDigits(median)}${isClear(alike) ? '' : ', not clearly ahead'})`;
  };
  return `From the same noises, ${networkOf(over, chosen)} draws most like ${said(chosen)}, ${networkOf(over, other)} most like ${said(other)}`;
}

/** Where each candidate is nearest to the networks' answers, beyond doubt: one sentence each; and how far their samples agree, from the first row to the last. */
export function formSentences({ over, rows }: FormRows, sigmas: readonly number[], centring: Centring): string[] {
  const cells = rows.flatMap((row) =>
    sigmas.map((sigma, level) => ({ place: row.place, sigma, ...row.measure.nearest[level]! })),
  );
  const range = (values: readonly number[], format: (value: number) => string) => {
    const [from, to] = [values[0]!, values.at(-1)!];
    return from === to ? format(from) : `${format(from)} to ${format(to)}`;
  };
  const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
  const unit = { images: 'N', width: 'width', time: 'images seen' }[over];
  const won = candidateIds.flatMap((id) => {
    const own = cells.filter((cell) => cell.id === id && isClear(cell));
    if (own.length === 0) return [];
    const places = range(sorted(own.map(({ place }) => place)), formatCount);
    const levels = range(sorted(own.map(({ sigma }) => sigma)).reverse(), formatSigma);
    return [
      `${denoiserCatalog[id].label} clearly nearest: ${own.length} of ${cells.length} cells, ${unit} ${places}, σ ${levels}.`,
    ];
  });
  const open = cells.filter((cell) => !isClear(cell)).length;
  const [first, last] = [rows[0]!, rows.at(-1)!];
  const moved = candidateIds.flatMap((id) => {
    const [from, to] = [first, last].map(({ measure }) => measure.agreement[id]?.r2[centring].median);
    return from === undefined || to === undefined
      ? []
      : [`${denoiserCatalog[id].label} ${twoDigits(from)} to ${twoDigits(to)}`];
  });
  return [
    ...won,
    `No one clearly: ${open}, within two standard errors of the next.`,
    `Median r² of samples, from ${rowWords(over, first.place)} to ${rowWords(over, last.place)}: ${moved.join(', ')}.`,
  ];
}

const lookOf = (id: DenoiserId) => {
  const { label, color, line } = denoiserCatalog[id];
  return { id, label, color, line };
};

/** r2 of the samples over the rows: medians, with quartiles as bands. */
export function agreementCurves({ rows }: FormRows, centring: Centring): ChartCurve[] {
  return candidateIds.map((id) => ({
    ...lookOf(id),
    hasDots: true,
    points: rows.flatMap(({ place, measure }) => {
      const r2 = measure.agreement[id]?.r2[centring];
      return r2 ? [{ x: place, y: r2.median, lower: r2.lower, upper: r2.upper }] : [];
    }),
  }));
}

/** The calibrated side of the square over noise levels: the chosen network's, and thin those of the others. */
export function patchCurves({ rows }: FormRows, chosen: FormRow, sigmas: readonly number[]): ChartCurve[] {
  const { label, color } = denoiserCatalog.local;
  const curve = ({ network, measure }: FormRow) => ({
    id: network.id,
    line: 'solid' as const,
    points: measure.patchSizes.map((y, level) => ({ x: sigmas[level]!, y })),
  });
  const others = rows.filter((row) => row !== chosen);
  return [
    { ...curve(chosen), label, color, hasDots: true },
    ...others.map((row, i) => ({
      ...curve(row),
      label: i === 0 ? 'others' : '',
      color: 'var(--color-training)',
      isThin: true,
    })),
  ];
}

/** Mean squared errors over noise levels, the network's first. */
export function errorCurves({ measure }: FormRow, sigmas: readonly number[]): ChartCurve[] {
  return (['network', ...candidateIds] as const).flatMap((id) => {
    const errors = measure.error[id];
    return errors ? [{ ...lookOf(id), points: errors.map(({ mean }, level) => ({ x: sigmas[level]!, y: mean })) }] : [];
  });
}

/** The values of one cell, for a label. */
export function cellWords({ measure }: FormRow, level: number): string {
  const winner = measure.nearest[level]!;
  const values = candidatesOf(measure).map(
    (each) => `${denoiserCatalog[each].label} ${formatDistance(measure.rmseToNetwork[each]![level]!.mean)}`,
  );
  return `${denoiserCatalog[winner.id].label}${isClear(winner) ? '' : ', not clearly'}. RMSE to the network: ${values.join(', ')}`;
}

export function sampleCellWords({ measure }: FormRow, centring: Centring): string {
  const winner = measure.mostAlike[centring];
  const values = candidatesOf(measure).map(
    (each) => `${denoiserCatalog[each].label} ${twoDigits(measure.agreement[each]!.r2[centring].median)}`,
  );
  return `${denoiserCatalog[winner.id].label}${isClear(winner) ? '' : ', not clearly'}. Median r² with the network’s samples: ${values.join(', ')}`;
}
