/**
 * Messages between the page and the worker: plain data, closed unions, every reply with its job's id. Images cross as typed arrays [dim], row-major
 * 28 x 28, pixels in [-1, 1] plus noise.
 */
import type { DatasetId, DatasetInfo, OwnDatasetId } from '../data/catalog';
import type { SplitName } from '../data/manifest';
import type { Subset } from '../data/subset';
import type { DenoiserId } from '../denoisers/catalog';
import type { Distillation } from '../denoisers/linearCatalog';
import type { SamplerId } from '../diffusion/catalog';
import type { OwnModel } from '../network/ownModel';
import type { HeldOutVariances } from '../math/heldOutVariances';
import type { Estimate } from '../math/estimate';
import type { DenoiserErrors } from '../metrics/denoiserErrors';
import type { OptimizerId } from '../training/descentCatalog';
import type { CalibratedPatch } from '../metrics/patchSizes';
import type { TrainingSimilarity } from '../metrics/trainingSimilarity';
import type { LearningLook } from '../training/learnLinear';

export const backendIds = ['webgpu', 'webgl', 'wasm'] as const;
export type BackendId = (typeof backendIds)[number];

/** What runs the numbers, and why nothing faster does. */
export interface BackendReport {
  readonly backend: BackendId;
  /** For readers: the adapter's name, or the number of threads. */
  readonly detail: string;
  /** One sentence for each faster backend that was tried and refused, in words a reader can use. Empty when WebGPU runs. */
  readonly refused: readonly string[];
}

/** Side of the local denoiser's square, in pixels: one odd number, or one for each of some noise levels. Needed when 'local' is among the denoisers. */
export type PatchSizes = number | readonly CalibratedPatch[];

/** Runs the probability-flow ODE from one noise with several denoisers in lock-step. Frames come one per noise level, from sigmaMax to 0. */
export interface SampleJob {
  readonly kind: 'sample';
  readonly dataset: DatasetId;
  readonly subset: Subset;
  /** The network's id in public/models/manifest.json; needed when 'network' is among the denoisers. */
  readonly network?: string;
  readonly denoisers: readonly DenoiserId[];
  readonly patchSize?: number;
  readonly sampler: SamplerId;
  /** 2 to 64. */
  readonly steps: number;
  readonly sigmaMax: number;
  readonly rho: number;
  /** Names the noise: the same seed is the same noise for every denoiser, dataset and N. */
  readonly seed: number;
}

/** The manifest entry of a network that was trained in the page. */
export type OwnEntry = OwnModel['entry'];

/** A training image near to one of ours. */
export interface Nearest {
  /** Index within the subset. */
  readonly index: number;
  /** Root mean square difference of pixels (in [-1, 1] units) to the nearest and to the second nearest training image. */
  readonly distance: number;
  readonly secondDistance: number;
}

/** One denoiser's state at one noise level. */
export interface SampleRow {
  readonly x: Float32Array;
  /** D(x; sigma); equals x in the last frame, at sigma = 0. */
  readonly denoised: Float32Array;
  /** x - mean and D - mean along the first two modes of the full training data, in pixel units: [first, second]. */
  readonly planeX: readonly [number, number];
  readonly planeDenoised: readonly [number, number];
  /** Of D(x; sigma). */
  readonly nearest: Nearest;
}

export interface SampleFrame {
  /** Index of the noise level: 0 is sigmaMax, `steps` is sigma = 0. */
  readonly step: number;
  readonly sigma: number;
  readonly rows: Readonly<Partial<Record<DenoiserId, SampleRow>>>;
  /** Denoisers that could not be made, each with the reason in words: a broken weights file does not stop the other rows. */
  readonly refused?: Readonly<Partial<Record<DenoiserId, string>>>;
}

export interface SampleResult {
  /** All noise levels, length steps + 1, the last 0. */
  readonly sigmas: readonly number[];
  /** Evaluations of each denoiser. */
  readonly evaluations: number;
  readonly elapsedMs: number;
  readonly backend: BackendId;
  /** Bytes [784] of each row's nearest training image at the end, with its label if the dataset has any. */
  readonly nearestImages: Readonly<
    Partial<Record<DenoiserId, { readonly image: Uint8Array; readonly className?: string }>>
  >;
}

/** Where the squares of the training images come from that a square is compared with: from the same place, or from any. */
export const squarePlaces = ['same', 'any'] as const;
export type SquarePlaces = (typeof squarePlaces)[number];

/** One sample of the local denoiser from the same noise for each side of its square, by Euler's method, and where each pixel comes from. A frame for each. */
export interface LocalityJob {
  readonly kind: 'locality';
  readonly dataset: DatasetId;
  /** 256 images at most: a weight comes back for each of them at each pixel. */
  readonly subset: Subset;
  readonly patchSizes: readonly number[];
  /** 'any' is the equivariant denoiser, up to a thousand times as slow. */
  readonly places: SquarePlaces;
  readonly steps: number;
  /** Names the noise. */
  readonly seed: number;
}

export interface LocalityFrame {
  readonly patchSize: number;
  /** [784]. */
  readonly sample: Float32Array;
  /** w_i(p) of the last step, [784, subset.count]: the sample is their mean of the training images. */
  readonly weights: Float32Array;
}

/** One step: D(x; sigma) of several denoisers for the same noisy images. */
export interface DenoiseJob {
  readonly kind: 'denoise';
  readonly dataset: DatasetId;
  readonly subset: Subset;
  readonly network?: string;
  readonly denoisers: readonly DenoiserId[];
  readonly patchSize?: PatchSizes;
  readonly sigma: number;
  /** [count, 784]. */
  readonly x: Float32Array;
}

export interface DenoiseResult {
  /** [count, 784] of each denoiser. */
  readonly denoised: Readonly<Partial<Record<DenoiserId, Float32Array>>>;
  /** As in a SampleFrame. */
  readonly refused: Readonly<Partial<Record<DenoiserId, string>>>;
}

/** Many samples of several denoisers, from the same noises, and how near they are to the training images. */
export interface SurveyJob {
  readonly kind: 'survey';
  readonly dataset: DatasetId;
  readonly subset: Subset;
  readonly network?: string;
  readonly denoisers: readonly DenoiserId[];
  readonly patchSize?: PatchSizes;
  /** Noises: 1 to 256. */
  readonly count: number;
  /** Names the noises. */
  readonly seed: number;
  /** By Heun's method in 18 steps, unless these say otherwise; sigma from 80, rho 7. */
  readonly sampler?: SamplerId;
  readonly steps?: number;
}

export interface SurveyRow {
  /** [count, 784]. */
  readonly samples: Float32Array;
  /** One for each sample. */
  readonly similarities: readonly TrainingSimilarity[];
}

export interface SurveyResult {
  readonly rows: Readonly<Partial<Record<DenoiserId, SurveyRow>>>;
  /** The baseline: as many held-out images, or all there are, compared with the training images in the same way. */
  readonly fresh: readonly TrainingSimilarity[];
  /** Mean of the training images, [784]. */
  readonly mean: Float64Array;
  /** As in a SampleFrame. */
  readonly refused: Readonly<Partial<Record<DenoiserId, string>>>;
  readonly elapsedMs: number;
  readonly backend: BackendId;
}

/** The errors of several denoisers on the same noisy images, and how far each is from the first. A frame for each sigma. */
export interface ErrorsJob {
  readonly kind: 'errors';
  readonly dataset: DatasetId;
  readonly subset: Subset;
  readonly network?: string;
  readonly denoisers: readonly DenoiserId[];
  readonly patchSize?: PatchSizes;
  readonly sigmas: readonly number[];
  /** Held-out images, or those that the denoisers were made from. */
  readonly split: SplitName;
  /** Images: the first of them. */
  readonly count: number;
  /** Names the noise. */
  readonly seed: number;
}

/** At one noise level; means over images. */
export interface ErrorsFrame {
  readonly sigma: number;
  readonly rows: Readonly<Partial<Record<DenoiserId, DenoiserErrors>>>;
}

export interface ErrorsResult {
  readonly refused: Readonly<Partial<Record<DenoiserId, string>>>;
  /** Images that were there. */
  readonly count: number;
}

/** How close denoisers are to linear (metrics/linearity.ts). A frame for each sigma. */
export interface LinearityJob {
  readonly kind: 'linearity';
  readonly dataset: DatasetId;
  readonly subset: Subset;
  readonly network?: string;
  readonly denoisers: readonly DenoiserId[];
  readonly sigmas: readonly number[];
  /** Weights of the first of each pair, in (0, 1). */
  readonly alphas: readonly number[];
  /** Held-out images with noise, or noise alone: two of each pair. */
  readonly inputs: LinearityInputs;
  /** Pairs: at most half the held-out images. */
  readonly count: number;
  /** Names the noise; it is the same at all noise levels, but for its size. */
  readonly seed: number;
}

export const linearityInputs = ['heldOut', 'noise'] as const;
export type LinearityInputs = (typeof linearityInputs)[number];

/** Means over pairs; what the numbers are is in metrics/linearity.ts. */
export type LinearityEstimate = Readonly<Record<'cosine' | 'normalizedError', Estimate>>;

export interface LinearityFrame {
  readonly sigma: number;
  /** One for each alpha. */
  readonly rows: Readonly<Partial<Record<DenoiserId, readonly LinearityEstimate[]>>>;
}

export interface LinearityResult {
  readonly refused: Readonly<Partial<Record<DenoiserId, string>>>;
}

/** Finds the best linear map for what a denoiser does, noise level by noise level; the denoiser 'linear' is made of those of a network on held-out images. */
export interface DistillJob {
  readonly kind: 'distill';
  readonly dataset: DatasetId;
  readonly subset: Subset;
  /** Needed when it is the teacher. */
  readonly network?: string;
  readonly teacher: Exclude<DenoiserId, 'linear'>;
  /** The images that get noise: all held-out ones, or those of the subset. */
  readonly inputs: SplitName;
  readonly sigmas: readonly number[];
  /** Noisy inputs at each noise level: 2,048 to 1,048,576. */
  readonly count: number;
  /** Names the noise. */
  readonly seed: number;
}

/** The same by gradient descent at one noise level, as Li, Dai and Qu do it, with the settings of training/descentCatalog.ts. A frame at the start and for each epoch. */
export interface DescendJob extends Omit<DistillJob, 'kind' | 'sigmas' | 'count'> {
  readonly kind: 'descend';
  readonly sigma: number;
  readonly optimizer: OptimizerId;
}

export interface DescendFrame {
  /** Passes over the images so far. */
  readonly epoch: number;
  /** |W - W_G| / |W_G|, Frobenius. */
  readonly difference: number;
  readonly learningRate: number;
}

export interface DescendResult {
  readonly elapsedMs: number;
  readonly backend: BackendId;
}

/** The first left singular vectors of a network's linear map and of the Gaussian's, at one noise level, and how they correlate. */
export interface VectorsJob {
  readonly kind: 'vectors';
  readonly dataset: DatasetId;
  readonly subset: Subset;
  readonly network: string;
  readonly sigma: number;
  /** Vectors of each: 1 to 784; of the Gaussian's not more than its rank. */
  readonly count: number;
}

/** Singular values, descending, and their vectors as rows [values.length, 784]. */
export interface SingularSide {
  readonly values: Float32Array;
  readonly vectors: Float32Array;
}

export interface VectorsResult {
  readonly linear: SingularSide;
  readonly gaussian: SingularSide;
  /** |u . v| of each vector of the linear map with each of the Gaussian's: [linear, gaussian]. */
  readonly correlations: Float32Array;
}

/** A frame for each sigma, in the order asked for. */
export type DistillFrame = Distillation;

export interface DistillResult {
  readonly elapsedMs: number;
  readonly backend: BackendId;
}

/** Gradient descent of a linear denoiser from noisy images (training/learnLinear.ts). A frame for each look. */
export interface LearnLinearJob {
  readonly kind: 'learnLinear';
  readonly dataset: DatasetId;
  readonly subset: Subset;
  readonly sigma: number;
  readonly learningRate: number;
  /** W begins as this times the identity. */
  readonly start: number;
  /** Steps after which it is looked at, ascending. */
  readonly looks: readonly number[];
  readonly batchSize: number;
  /** Names the images of each batch, and their noise. */
  readonly seed: number;
}

export interface LearnLinearResult {
  /** Of the images' covariance, descending: the modes that the weights belong to. */
  readonly eigenvalues: Float64Array;
  readonly elapsedMs: number;
}

/** Where a denoiser answers most to a change of its input: singular vectors of its Jacobian at one noisy image (metrics/jacobian.ts). */
export interface JacobianJob {
  readonly kind: 'jacobian';
  readonly dataset: DatasetId;
  readonly subset: Subset;
  readonly network?: string;
  readonly denoiser: DenoiserId;
  readonly sigma: number;
  /** [784]. */
  readonly x: Float32Array;
  /** Singular vectors, those of the largest values first. */
  readonly directions: number;
  /** How far x is moved along each of them and back, in pixel units. */
  readonly shift: number;
}

export interface JacobianResult {
  /** Singular values, descending. */
  readonly values: Float64Array;
  /** [directions, 784]: of the input, and of the answer. */
  readonly right: Float32Array;
  readonly left: Float32Array;
  /** |J - J^T| / |J|. */
  readonly asymmetry: number;
  /** D(x), [784], and D(x - shift v), D(x + shift v) of each direction, [directions, 2, 784]. */
  readonly denoised: Float32Array;
  readonly moved: Float32Array;
  readonly elapsedMs: number;
}

/** The training images as dots in the plane of the first two modes of the full training data. */
export interface PlaneJob {
  readonly kind: 'plane';
  readonly dataset: DatasetId;
  readonly subset: Subset;
}

export interface PlaneResult {
  /** [count, 2], the first min(subset.count, 2048) images of the subset. */
  readonly dots: Float32Array;
  /** Standard deviation of the full data along the two modes, pixel units. */
  readonly deviations: readonly [number, number];
}

/** Some images as bytes. */
export interface ImagesJob {
  readonly kind: 'images';
  readonly dataset: DatasetId;
  readonly split: SplitName;
  readonly indices: readonly number[];
}

export interface ImagesResult {
  /** [indices.length, 784]. */
  readonly images: Uint8Array;
  readonly classNames?: readonly string[];
}

/** Eigenvalues and mean of a subset's covariance. */
export interface SpectrumJob {
  readonly kind: 'spectrum';
  readonly dataset: DatasetId;
  readonly subset: Subset;
  /** Eigenvectors that are wanted too, those of the largest values first: none unless said. */
  readonly modes?: number;
  /** Draws as many images of the subset with replacement first; names the draw. */
  readonly resampling?: number;
  /** Whether the variances of held-out images along its directions are wanted too. */
  readonly wantsHeldOut?: boolean;
}

export interface SpectrumResult {
  readonly count: number;
  readonly mean: Float64Array;
  /** Descending; length = rank. */
  readonly eigenvalues: Float64Array;
  /** As many as were wanted and are there, each [784]. */
  readonly modes: readonly Float64Array[];
  readonly heldOut?: HeldOutVariances;
}

/** Trains a network. The same run goes on where it was paused, or where an abort or a lost device left it. */
export interface TrainJob {
  readonly kind: 'train';
  /** Names the run, and the network that comes of it. */
  readonly run: string;
  readonly dataset: DatasetId;
  readonly subset: Subset;
  /** Channels at 14 x 14. */
  readonly width: number;
  readonly seed: number;
  readonly learningRate: number;
  readonly batchSize: number;
  /** Images to see in all. */
  readonly imagesSeen: number;
  /** How often the network is looked at, in equal ratios of images seen; before the first step and at a pause besides. With 0 never. */
  readonly looks: number;
}

/** One look at the averaged weights; what each number means, and over what, is in metrics/trainingLook.ts. */
export interface TrainingLook {
  readonly step: number;
  readonly imagesSeen: number;
  readonly trainingLoss: number;
  readonly heldOutLoss: number;
  readonly gaussianDistance: number;
  readonly multiDeltaDistance: number;
  readonly trainingWay: number;
  readonly heldOutWay: number;
  /** Bytes [16, 784]: samples from fixed noises. */
  readonly samples: Uint8Array;
  /** Of each sample. */
  readonly nearest: readonly Nearest[];
  /** Share of the samples that are copies, in [0, 1]. */
  readonly memorizedFraction: number;
}

/** Every step's loss comes once, and so does every look, in order, also when the run goes on after a pause or a lost device. */
export type TrainFrame =
  | {
      readonly kind: 'losses';
      /** The first loss is that of this step (1 is the first of all). */
      readonly firstStep: number;
      /** Of each batch, weighted as in the looks. */
      readonly losses: Float32Array;
      /** Time spent in the run so far. */
      readonly elapsedMs: number;
    }
  | { readonly kind: 'look'; readonly look: TrainingLook };

export interface TrainResult {
  /** False when it was paused: the same job goes on. */
  readonly isFinished: boolean;
  /** The averaged network as it is now; every job that names its id may use it. */
  readonly entry: OwnEntry;
}

/** Lets a training end after its present step, with a last look. */
export interface PauseTrainingJob {
  readonly kind: 'pauseTraining';
  readonly run: string;
}

/** A network that was trained here: as a file, to keep. */
export interface ReadNetworkJob {
  readonly kind: 'readNetwork';
  readonly id: string;
}

export interface ReadNetworkResult {
  readonly entry: OwnEntry;
  /** Safetensors, float16. */
  readonly file: Uint8Array<ArrayBuffer>;
}

/** Makes the network of such a file known under an id. */
export interface AddNetworkJob {
  readonly kind: 'addNetwork';
  readonly id: string;
  /** The file's name, for messages. */
  readonly name: string;
  readonly file: Uint8Array<ArrayBuffer>;
}

export interface AddNetworkResult {
  readonly entry: OwnEntry;
}

/** Forgets a network that was trained here. */
export interface ForgetNetworkJob {
  readonly kind: 'forgetNetwork';
  readonly id: string;
}

/** Forgets what a paused run needs to go on. Its network stays. */
export interface ForgetTrainingJob {
  readonly kind: 'forgetTraining';
  readonly run: string;
}

/** A part of a set of the reader's images: known under its id once all parts are there. A part may come twice. */
export interface AddImagesJob {
  readonly kind: 'addImages';
  readonly id: OwnDatasetId;
  readonly info: DatasetInfo;
  /** Of its first image among all, the held-out ones last. */
  readonly start: number;
  /** [any, dim]. */
  readonly images: Uint8Array;
}

/** Forgets a set of the reader's images. */
export interface ForgetImagesJob {
  readonly kind: 'forgetImages';
  readonly id: OwnDatasetId;
}

/** The addresses of all that the worker has loaded, so that they can be kept. */
export interface LoadedJob {
  readonly kind: 'loaded';
}

/** Counters for tests and for the "how this was computed" note. */
export interface MemoryJob {
  readonly kind: 'memory';
  /** First frees the few things that are kept for a next job, so that what is left is in use, or lost. */
  readonly isIdleFreed?: boolean;
}

export interface MemoryResult {
  readonly tensors: number;
  readonly bytes: number;
  /** Bytes allocated on the GPU, pools included; 0 on WASM. */
  readonly gpuBytes: number;
}

/** Destroys the WebGPU device, to prove that work survives it. Used by the tests only. */
export interface LoseDeviceJob {
  readonly kind: 'loseDevice';
}

/** Every kind of job with what it yields and what it returns. */
export interface Jobs {
  sample: { job: SampleJob; frame: SampleFrame; result: SampleResult };
  locality: { job: LocalityJob; frame: LocalityFrame; result: null };
  denoise: { job: DenoiseJob; frame: never; result: DenoiseResult };
  survey: { job: SurveyJob; frame: never; result: SurveyResult };
  errors: { job: ErrorsJob; frame: ErrorsFrame; result: ErrorsResult };
  linearity: { job: LinearityJob; frame: LinearityFrame; result: LinearityResult };
  vectors: { job: VectorsJob; frame: never; result: VectorsResult };
  descend: { job: DescendJob; frame: DescendFrame; result: DescendResult };
  distill: { job: DistillJob; frame: DistillFrame; result: DistillResult };
  learnLinear: { job: LearnLinearJob; frame: LearningLook; result: LearnLinearResult };
  jacobian: { job: JacobianJob; frame: never; result: JacobianResult };
  plane: { job: PlaneJob; frame: never; result: PlaneResult };
  images: { job: ImagesJob; frame: never; result: ImagesResult };
  spectrum: { job: SpectrumJob; frame: never; result: SpectrumResult };
  train: { job: TrainJob; frame: TrainFrame; result: TrainResult };
  pauseTraining: { job: PauseTrainingJob; frame: never; result: null };
  readNetwork: { job: ReadNetworkJob; frame: never; result: ReadNetworkResult };
  addNetwork: { job: AddNetworkJob; frame: never; result: AddNetworkResult };
  forgetNetwork: { job: ForgetNetworkJob; frame: never; result: null };
  forgetTraining: { job: ForgetTrainingJob; frame: never; result: null };
  addImages: { job: AddImagesJob; frame: never; result: null };
  forgetImages: { job: ForgetImagesJob; frame: never; result: null };
  memory: { job: MemoryJob; frame: never; result: MemoryResult };
  loaded: { job: LoadedJob; frame: never; result: readonly string[] };
  loseDevice: { job: LoseDeviceJob; frame: never; result: null };
}
export type JobKind = keyof Jobs;
export type Job = Jobs[JobKind]['job'];
export type Frame = Jobs[JobKind]['frame'];
export type Result = Jobs[JobKind]['result'];

/** What a long piece of work is doing: "images 2,048 of 16,384". */
export interface Progress {
  readonly phase:
    | 'images'
    | 'network'
    | 'moments'
    | 'eigen'
    | 'sampling'
    | 'denoising'
    | 'comparing'
    | 'maps'
    | 'asking'
    | 'solving'
    | 'learning'
    | 'descending'
    | 'decomposing'
    | 'differences';
  readonly done: number;
  readonly total: number;
}

/** Page to worker. `start` comes first. */
export type Request =
  | { readonly kind: 'start'; readonly baseUrl: string; readonly backend?: BackendId }
  | { readonly kind: 'run'; readonly jobId: number; readonly job: Job }
  | { readonly kind: 'abort'; readonly jobId: number };

/** Worker to page. */
export type Reply =
  /** The worker holds a lock of this name as long as it lives. */
  | { readonly kind: 'alive'; readonly lock: string }
  | { readonly kind: 'backend'; readonly report: BackendReport }
  | { readonly kind: 'noBackend'; readonly message: string }
  /** One line about something that was mended, such as a lost device. */
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'progress'; readonly jobId: number; readonly progress: Progress }
  | { readonly kind: 'frame'; readonly jobId: number; readonly frame: Frame }
  | { readonly kind: 'done'; readonly jobId: number; readonly result: Result }
  | { readonly kind: 'failed'; readonly jobId: number; readonly message: string }
  | { readonly kind: 'aborted'; readonly jobId: number };
