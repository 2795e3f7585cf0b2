/**
 * What was measured, beside what the reader predicted: one function for each prediction. Each reads the published results or computes a closed form, so that
 * the answer follows the numbers, whatever they are.
 */
import { divergenceOfWishart } from '../theory/divergence';
import { percent, twoDigits } from '../panels/countAxis';
import { dipOf, linearityRows } from '../panels/linearity/compute';
import { formChoices } from '../panels/whichForm/compute';
import { formatCount } from '../panels/words';
import { denoiserCatalog } from '../denoisers/catalog';
import { paperSigmas } from '../denoisers/linearCatalog';
import { isSameSigma } from '../diffusion/schedule';
import { formatSigma } from '../draw/sigmaAxis';
import { quantile } from '../math/quantile';
import type { Session } from '../state/session';
import { rowAt, type Trajectory } from '../state/trajectory';
import { networksByCount } from '../state/zooNetworks';
import { ratioWords } from '../panels/whichMap/compute';

export interface Answer {
  /** The option that the numbers bear out, if any does. */
  readonly right: number | undefined;
  readonly words: string;
}

type Read = Pick<Session, 'results' | 'theory' | 'run'>;

/** All are of Fashion, the images with most networks. */
const dataset = 'fashion';

/** Ranges of sigma among which the reader chose; the last reaches to 0. */
const decisions = [10, 0.5] as const;

/** The noise level from which on the answer's nearest training image is the last one's. */
export function settledAt({ sigmas, ...trajectory }: Trajectory): number | undefined {
  const nearest = sigmas.map((_, step) => rowAt({ sigmas, ...trajectory }, step, 'multiDelta')?.nearest.index);
  const last = nearest.at(-1);
  if (last === undefined) return undefined;
  const before = nearest.findLastIndex((index) => index !== last);
  return sigmas[before + 1];
}

/** The stepper's run, as soon as one is whole. */
function completeRun(store: Read['run']['store']): Promise<Trajectory> {
  const { complete } = store.getState();
  if (complete) return Promise.resolve(complete);
  return new Promise((resolve) => {
    const stop = store.subscribe((state) => {
      if (!state.complete) return;
      stop();
      resolve(state.complete);
    });
  });
}

const median = (values: readonly number[]) => quantile(values, 0.5);

export const answers = {
  async noiseAlone({ results }: Read): Promise<Answer> {
    const { measures } = await results.oneStep();
    const set = measures.sets.filter((each) => each.dataset === dataset).at(-1);
    const distances = set?.distances[0]?.[1];
    const network =
      set && distances?.gaussian !== undefined
        ? ` At σ = ${formatSigma(measures.sigmas[0]!)} the trained network of ${formatCount(set.images)} pieces of clothing answers noise alone with nearly that: it is ${distances.gaussian.toFixed(3)} from the Gaussian, which there is the mean but for a trace.`
        : '';
    return {
      right: 1,
      words: `With nothing to go by, the guess with the least mean squared error is the mean of everything that might have been.${network}`,
    };
  },

  async sixtyFour({ results }: Read): Promise<Answer> {
    const { closedForms, sampleCount } = await results.pairs();
    const row = closedForms.find((form) => form.dataset === dataset && form.images === 64);
    if (!row) return { right: undefined, words: 'This has not been measured yet.' };
    const copies = Math.round(row.memorizedFraction.multiDelta * sampleCount);
    const right = copies === 0 ? 0 : copies === sampleCount ? 2 : 1;
    return {
      right,
      words: `${copies} of the multi-delta’s ${sampleCount} samples are copies; of the Gaussian’s, ${Math.round(row.memorizedFraction.gaussian * sampleCount)}.`,
    };
  },

  async decided({ run }: Read): Promise<Answer> {
    const complete = await completeRun(run.store);
    const sigma = settledAt(complete);
    if (sigma === undefined) return { right: undefined, words: 'The multi-delta is not in the run above.' };
    const index = decisions.findIndex((bound) => sigma > bound);
    return {
      right: index < 0 ? decisions.length : index,
      words: `In the run at the top of the page the multi-delta’s answer has its last nearest image from σ = ${formatSigma(sigma)} on. Another noise may decide elsewhere: roll the die.`,
    };
  },

  async copies({ results }: Read): Promise<Answer> {
    const { networks, measures } = await results.zoo();
    const rows = networksByCount(networks, dataset).map(({ subset, measure }) => ({
      images: subset.count,
      share: measure.memorizedFraction,
    }));
    const turn = rows.findIndex(({ share }, i) => i > 0 && share < 0.5 && rows[i - 1]!.share >= 0.5);
    const words = `Copies among ${measures.sampleCount} samples: ${rows.map(({ images, share }) => `${percent(share)} with ${formatCount(images)}`).join(', ')}.`;
    if (turn < 0) return { right: undefined, words };
    const bounds = [64, 256, 1024];
    const index = bounds.findIndex((bound) => rows[turn]!.images <= bound);
    return { right: index < 0 ? bounds.length : index, words };
  },

  async linear({ results }: Read): Promise<Answer> {
    const [{ networks }, measures] = await Promise.all([results.zoo(), results.linearity()]);
    const rows = linearityRows(dataset, networks, measures);
    const at = (images: number) => rows.find(({ network }) => network.subset.count === images);
    const dips = [at(64), at(16_384)].map((row) => row && dipOf(row, { inputs: 'heldOut', alpha: 0 }, measures));
    const [few, many] = dips;
    if (!few || !many) return { right: undefined, words: 'This has not been measured yet.' };
    const right = Math.abs(few.cosine - many.cosine) < 0.01 ? 2 : few.cosine > many.cosine ? 0 : 1;
    return {
      right,
      words: `1 would be linear. The cosine of the network of 64 falls to ${twoDigits(few.cosine)} at σ = ${formatSigma(few.sigma)}; that of 16,384 to ${twoDigits(many.cosine)}.`,
    };
  },

  async map({ results }: Read): Promise<Answer> {
    const { maps } = await results.linearManifest();
    const sigma = paperSigmas[5]!;
    const of = (images: number) =>
      maps.find((map) => map.dataset === dataset && map.subset.count === images && isSameSigma(map.sigma, sigma));
    const [few, many] = [of(64), of(16_384)];
    if (!many) return { right: undefined, words: 'This has not been measured yet.' };
    const right = many.difference < 0.1 ? 0 : many.difference < 0.5 ? 1 : 2;
    const other = few ? ` The network of 64 is ${ratioWords(few.difference)} away from its own.` : '';
    return {
      right,
      words: `At σ = ${formatSigma(sigma)} it is ${ratioWords(many.difference)} of |W| away from the Gaussian’s matrix. The noise of its own entries, ${ratioWords(many.standardError)} in all, is taken out.${other}`,
    };
  },

  async young({ results }: Read): Promise<Answer> {
    const { networks } = await results.zoo();
    const family = networks
      .filter((network) => network.id === 'fashion-n256-w32' || network.checkpointOf === 'fashion-n256-w32')
      .sort((a, b) => a.imagesSeen - b.imagesSeen);
    const best = family.reduce<(typeof family)[number] | undefined>(
      (least, each) => (least && least.measure.loss.heldOut <= each.measure.loss.heldOut ? least : each),
      undefined,
    );
    const first = family.find(({ measure }) => measure.memorizedFraction > 0);
    if (!best || !first) return { right: undefined, words: 'This has not been measured yet.' };
    const right = best.imagesSeen < first.imagesSeen ? 0 : best.imagesSeen > first.imagesSeen ? 1 : 2;
    return {
      right,
      words: `The loss on new images is least after ${formatCount(best.imagesSeen)} images seen; copies are first among the samples after ${formatCount(first.imagesSeen)}, ${percent(first.measure.memorizedFraction)} of them.`,
    };
  },

  async two({ results }: Read): Promise<Answer> {
    const { closedForms, networks } = await results.pairs();
    const pairs = networks
      .filter((pair) => pair.dataset === dataset && pair.width === 32)
      .sort((a, b) => a.images - b.images);
    const most = pairs.at(-1);
    if (!most) return { right: undefined, words: 'This has not been measured yet.' };
    const alike = (cosines: { readonly between: { readonly centered: readonly number[] } }) =>
      median(cosines.between.centered);
    const form = closedForms.find((each) => each.dataset === dataset && each.images === most.images)?.pairs;
    const networkWords = pairs.map(
      (pair) => `${twoDigits(alike(pair.cosines))} with ${formatCount(pair.images)} images each`,
    );
    const formWords = form
      ? ` With ${formatCount(most.images)}, between Gaussians ${twoDigits(alike(form.gaussian))}, between multi-deltas ${twoDigits(alike(form.multiDelta))}.`
      : '';
    const cosine = alike(most.cosines);
    return {
      right: cosine > 0.9 ? 2 : cosine > 0.5 ? 1 : 0,
      words: `Median cosine of the two images, their mean taken away: between networks ${networkWords.join(', ')}; to the nearest image of their own training, ${twoDigits(median(most.cosines.nearest.centered))} with ${formatCount(most.images)}.${formWords}`,
    };
  },

  async mix({ results }: Read): Promise<Answer> {
    const [{ networks }, measures] = await Promise.all([results.zoo(), results.local()]);
    const rows = formChoices(dataset, networks, measures).find(({ over }) => over === 'images')?.rows;
    const most = rows?.at(-1);
    if (!most) return { right: undefined, words: 'This has not been measured yet.' };
    const { agreement } = most.measure;
    const order = ['multiDelta', 'gaussian', 'local'] as const;
    const r2 = (id: (typeof order)[number]) => agreement[id]!.r2.raw.median;
    const right = order.reduce((best, id, i) => (r2(id) > r2(order[best]!) ? i : best), 0);
    const linear = agreement.linear ? ` The linear denoiser’s: ${twoDigits(agreement.linear.r2.raw.median)}.` : '';
    return {
      right,
      words: `Median r² with the samples of the network of ${formatCount(most.place)}: ${order.map((id) => `${denoiserCatalog[id].label} ${twoDigits(r2(id))}`).join(', ')}.${linear}`,
    };
  },

  double(): Promise<Answer> {
    const d = 784;
    const [before, after] = [4, 8].map((ratio) => divergenceOfWishart(d, ratio * d));
    const ratio = after! / before!;
    const candidates = [1, 0.5, 0.25];
    const right = candidates.reduce(
      (best, each, i) => (Math.abs(Math.log(ratio / each)) < Math.abs(Math.log(ratio / candidates[best]!)) ? i : best),
      0,
    );
    return Promise.resolve({
      right,
      words: `Exactly: ${before!.toFixed(4)} nats per pixel with 4d images, ${after!.toFixed(4)} with 8d, ${twoDigits(ratio)} of it, whatever the covariance is. Beyond N = d the law is d/(4N).`,
    });
  },

  async faces({ results, theory }: Read): Promise<Answer> {
    const sets = await Promise.all((['fashion', 'faces'] as const).map((id) => results.spectrum(id)));
    const needed: number[] = [];
    await theory.run(
      'plan',
      {
        spectra: sets.map(({ eigenvalues }) => Float64Array.from(eigenvalues)),
        target: { kind: 'excess', value: 0.1 },
        levels: { s: 1 },
      },
      { onFrame: ({ images }) => needed.push(images) },
    );
    const [clothes, faces] = needed;
    if (clothes === undefined || faces === undefined) throw new Error('the planner gave no answer for both sets');
    const ratio = faces / clothes;
    return {
      right: ratio < 0.8 ? 0 : ratio > 1.25 ? 2 : 1,
      words: `For a test loss within 10% of the best at σ = 1, a linear model needs about ${formatCount(Math.round(clothes))} pieces of clothing and ${formatCount(Math.round(faces))} drawn faces: what counts is how fast the spectrum falls.`,
    };
  },
} as const satisfies Readonly<Record<string, (session: Read) => Promise<Answer>>>;

export type PredictionId = keyof typeof answers;
