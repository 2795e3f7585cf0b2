/** The reader's inputs. One table is their defaults, types, ranges and the codec of the link that restores them. */
import { type DatasetId, datasetInfo, datasets, isDatasetId } from '../data/catalog';
import { ownLimits } from '../data/own/limits';
import { candidateIds, denoiserIds, patchSizes } from '../denoisers/catalog';
import { samplerCatalog, type SamplerId } from '../diffusion/catalog';
import { backendIds, linearityInputs, squarePlaces } from '../engine/protocol';
import { optimizerIds } from '../training/descentCatalog';
import { alphaSquares } from '../metrics/catalog';

/** One input: its default, and how its text in the link is read. */
export interface InputField<T extends string | number> {
  readonly initial: T;
  /** Undefined when the text is no value of this field. */
  parse(text: string): T | undefined;
  /** Continues "must be ...". */
  readonly must: string;
  /** What is known of a text that is no value, before "is used": a sentence. */
  explain?(text: string): string | undefined;
}

export interface NumberField extends InputField<number> {
  readonly least: number;
  readonly most: number;
}

function choice<T extends string>(ids: readonly T[], initial: T): InputField<T> {
  return { initial, must: `one of ${ids.join(', ')}`, parse: (text) => ids.find((id) => id === text) };
}

function number(initial: number, least: number, most: number, pattern: RegExp, kind: string): NumberField {
  const parse = (text: string) => {
    const value = pattern.test(text) ? Number(text) : NaN;
    return value >= least && value <= most ? value : undefined;
  };
  return { initial, least, most, parse, must: `${kind} from ${least} to ${most}` };
}

/** A name that something else must make sense of; empty when none is given. */
const name: InputField<string> = {
  initial: '',
  must: 'a name of letters, digits, hyphens and underscores',
  parse: (text) => (/^[\w-]{0,80}$/.test(text) ? text : undefined),
};

const integer = (initial: number, least: number, most: number) =>
  number(initial, least, most, /^\d{1,10}$/, 'a whole number');
const decimal = (initial: number, least: number, most: number) =>
  number(initial, least, most, /^\d{1,10}(\.\d{1,10})?$/, 'a number');

/** A dataset of the page, or the reader's own images while they are open. */
const ids = Object.keys(datasets);
const whoseImages = <Other extends string>(others: readonly Other[] = []): InputField<DatasetId | Other> => ({
  initial: 'fashion',
  must: `one of ${[...ids, ...others].join(', ')}`,
  parse: (text) => (isDatasetId(text) ? text : others.find((other) => other === text)),
  explain: (text) =>
    /^own(-|$)/.test(text)
      ? 'This link is about images of its maker’s own, which are not open here: links carry no images. Bring the same files under “Your own images”, then open the link again.'
      : undefined,
});

const largestCount = Math.max(ownLimits.mostImages, ...Object.values(datasets).map(({ trainCount }) => trainCount));

/** One of some whole numbers. */
function oneOf(numbers: readonly number[], initial: number): InputField<number> {
  const must = `one of ${numbers.join(', ')}`;
  return { initial, must, parse: (text) => numbers.find((value) => String(value) === text) };
}

export const inputFields = {
  dataset: whoseImages<never>(),
  /** N: the denoisers know the first N training images. Two at least, because a copy is told by the two nearest. */
  images: integer(64, 2, largestCount),
  /** A network's id; without one, the page chooses by N. */
  network: name,
  steps: integer(18, 2, 64),
  solver: choice(Object.keys(samplerCatalog) as SamplerId[], 'heun'),
  sigmaMax: decimal(80, 1, 80),
  rho: decimal(7, 1, 15),
  /** Names the noise. */
  seed: integer(1, 0, 999_999),
  backend: choice(['auto', ...backendIds], 'auto'),
  /** The noise level that is looked at: 0 is sigmaMax. */
  step: integer(10, 0, 64),
  /** The noise level that is looked at in figures over noise levels: 0 is that of the step. */
  sigma: decimal(0, 0, 80),

  /** Whether the local denoiser takes part, and the side of its square in pixels. */
  local: choice(['off', 'on'], 'off'),
  patchSize: oneOf(patchSizes, 13),
  /** Of the map of origins: where its squares may come from. */
  places: choice(squarePlaces, 'same'),

  /** The images that get noise when a denoiser is distilled: held-out ones, or those it was made from. */
  asked: choice(['heldOut', 'train'], 'heldOut'),
  optimizer: choice([...optimizerIds], 'adam'),

  // the theory of linear diffusion models
  /** Whose eigenvalues: a power law's, or a dataset's. */
  spectrum: whoseImages(['power']),
  /** k of the power law nu^-k. */
  exponent: decimal(1, 0, 2.5),
  /** c, added to all eigenvalues; squared pixel units. */
  ridge: decimal(0.01, 0, 1),
  /** Losses at the noise level that is looked at, or averaged over all steps of the DDPM schedule. */
  times: choice(['one', 'all'], 'one'),
  /** Where beta ends: 0.02 as in the code of the paper, or 0.01 as on its slides. */
  betas: choice(['code', 'slides'], 'code'),
  /** N / d of what is trained, and whose loss is looked at over training: predicting the noise, or the image, by either predictor. */
  ratio: decimal(0.6, 0.1, 4),
  lossOf: choice(['noise', 'imageFromNoise', 'image'], 'noise'),
  /** What the planner plans for, and how small it is to become. */
  target: choice(['divergence', 'excess', 'gap'], 'excess'),
  within: decimal(0.1, 0.001, 1),

  // what figures show of what they have
  /** Cosines of images, with the mean image subtracted or without. */
  centring: choice(['centered', 'raw'], 'centered'),
  /** Of linearity, and of the distances to the network. */
  linearityOf: choice(['cosine', 'normalizedError'], 'cosine'),
  distance: choice(['rmse', 'normalized'], 'rmse'),
  /** Of the plane: the guess of the clean image, or x. */
  plane: choice(['denoised', 'x'], 'denoised'),
  /** Networks that differ in training time or in width, and which of them: images seen, or channels; 0 is the last. */
  family: choice(['time', 'width'], 'time'),
  member: integer(0, 0, 100_000_000),
  /** Of the closed forms that predict networks: in what the networks differ, and whose pictures stand beside the network's. */
  formsOver: choice(['images', 'width', 'time'], 'images'),
  candidate: choice(candidateIds, 'local'),
  /** Of the step by hand: whose. */
  byHand: choice(denoiserIds, 'network'),
  /** Of spectra: the ranks that the power law is fitted to, 0 for the usual ones. */
  firstRank: integer(0, 0, 784),
  lastRank: integer(0, 0, 784),

  /** Of linearity: the square of the weight of the first of two inputs, and what the inputs are. */
  alphaSquared: choice(alphaSquares, '0.5'),
  /** Of a linear denoiser that learns: its rate as a share of the largest, where it begins, and the step that is looked at. */
  descentRate: choice(['0.1', '0.25', '0.5'], '0.25'),
  descentStart: choice(['zero', 'edm'], 'zero'),
  descentStep: integer(20, 0, 800),
  pairs: choice(linearityInputs, 'heldOut'),
  /** The pixel whose values are shown: rows of 28 from the top left. */
  pixel: integer(321, 0, 783),
  /** Of spectra: the rank of the eigenvector that is looked at. */
  mode: integer(1, 1, 784),
  /** Of the singular vectors of two maps: 100 times the rank in the linear denoiser's plus that in the Gaussian's, from 0. */
  cell: integer(0, 0, 9999),
  /** Of the theory over N: the N whose numbers are read off; 0 for none. */
  readAt: integer(0, 0, largestCount),
  /** Which images get noise where denoisers are compared. */
  split: choice(['heldOut', 'train'], 'heldOut'),
};

export type InputName = keyof typeof inputFields;
export type Inputs = { readonly [Name in InputName]: (typeof inputFields)[Name]['initial'] };

export const inputNames = Object.keys(inputFields) as InputName[];
export const defaultInputs = Object.fromEntries(inputNames.map((name) => [name, inputFields[name].initial])) as Inputs;

export interface DecodedInputs {
  readonly inputs: Inputs;
  /** One sentence for each value that was not used, for the reader. */
  readonly problems: readonly string[];
}

/** Reads a link's query. Never throws: unknown keys are ignored, wrong values become defaults and are listed. */
export function decodeInputs(query: string): DecodedInputs {
  const params = new URLSearchParams(query);
  const problems: string[] = [];
  const version = params.get('v');
  if (version !== null && version !== '1') problems.push(`This page reads links of version 1, not ${quote(version)}.`);
  const read = (name: InputName) => {
    const text = params.get(name);
    if (text === null) return inputFields[name].initial;
    const value = inputFields[name].parse(text);
    if (value !== undefined) return value;
    problems.push(
      inputFields[name].explain?.(text) ??
        `${name} must be ${inputFields[name].must}, not ${quote(text)}; ${inputFields[name].initial || 'none'} is used.`,
    );
    return inputFields[name].initial;
  };
  const inputs = Object.fromEntries(inputNames.map((name) => [name, read(name)])) as Inputs;
  return { inputs: fit(inputs, params.has('step'), problems), problems };
}

/** The values that depend on each other: N on the dataset, the step on the number of steps. */
function fit(inputs: Inputs, isStepGiven: boolean, problems: string[]): Inputs {
  const { label, trainCount } = datasetInfo(inputs.dataset);
  if (inputs.images > trainCount)
    problems.push(`${label} has ${trainCount} training images, not ${inputs.images}; ${trainCount} are used.`);
  if (isStepGiven && inputs.step > inputs.steps)
    problems.push(`step must be at most the number of steps, ${inputs.steps}, not ${inputs.step}; the last is shown.`);
  return withinRange(inputs);
}

/** The same inputs with N within the dataset and the step within the steps. */
export function withinRange(inputs: Inputs): Inputs {
  return {
    ...inputs,
    images: Math.min(inputs.images, datasetInfo(inputs.dataset).trainCount),
    step: Math.min(inputs.step, inputs.steps),
  };
}

/** The query that restores these inputs, without the leading `?`: only what differs from the defaults; empty when nothing does. */
export function encodeInputs(inputs: Inputs): string {
  const changed = inputNames.filter((name) => inputs[name] !== inputFields[name].initial);
  if (changed.length === 0) return '';
  return new URLSearchParams([['v', '1'], ...changed.map((name) => [name, String(inputs[name])])]).toString();
}

function quote(text: string): string {
  return `"${text.length > 24 ? `${text.slice(0, 24)}...` : text}"`;
}
