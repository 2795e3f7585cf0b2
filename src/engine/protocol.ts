/**
 * Messages between the page and the worker: plain data, closed unions, every reply with its job's id. Images cross as typed arrays [dim], row-major
 * 28 x 28, pixels in [-1, 1] plus noise.
 */
import type { DatasetId } from '../data/catalog';
import type { SplitName } from '../data/manifest';
import type { Subset } from '../data/subset';
import type { DenoiserId } from '../denoisers/catalog';
import type { SamplerId } from '../diffusion/catalog';

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

/** Runs the probability-flow ODE from one noise with several denoisers in lock-step. Frames come one per noise level, from sigmaMax to 0. */
export interface SampleJob {
  readonly kind: 'sample';
  readonly dataset: DatasetId;
  readonly subset: Subset;
  /** The network's id in public/models/manifest.json; needed when 'network' is among the denoisers. */
  readonly network?: string;
  readonly denoisers: readonly DenoiserId[];
  readonly sampler: SamplerId;
  /** 2 to 64. */
  readonly steps: number;
  readonly sigmaMax: number;
  readonly rho: number;
  /** Names the noise: the same seed is the same noise for every denoiser, dataset and N. */
  readonly seed: number;
}

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

/** One step: D(x; sigma) of several denoisers for the same noisy images. */
export interface DenoiseJob {
  readonly kind: 'denoise';
  readonly dataset: DatasetId;
  readonly subset: Subset;
  readonly network?: string;
  readonly denoisers: readonly DenoiserId[];
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
}

export interface SpectrumResult {
  readonly count: number;
  readonly mean: Float64Array;
  /** Descending; length = rank. */
  readonly eigenvalues: Float64Array;
}

/** Counters for tests and for the "how this was computed" note. */
export interface MemoryJob {
  readonly kind: 'memory';
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
  denoise: { job: DenoiseJob; frame: never; result: DenoiseResult };
  plane: { job: PlaneJob; frame: never; result: PlaneResult };
  images: { job: ImagesJob; frame: never; result: ImagesResult };
  spectrum: { job: SpectrumJob; frame: never; result: SpectrumResult };
  memory: { job: MemoryJob; frame: never; result: MemoryResult };
  loseDevice: { job: LoseDeviceJob; frame: never; result: null };
}
export type JobKind = keyof Jobs;
export type Job = Jobs[JobKind]['job'];
export type Frame = Jobs[JobKind]['frame'];
export type Result = Jobs[JobKind]['result'];

/** What a long piece of work is doing: "images 2,048 of 16,384". */
export interface Progress {
  readonly phase: 'images' | 'network' | 'moments' | 'eigen' | 'sampling';
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
  | { readonly kind: 'backend'; readonly report: BackendReport }
  | { readonly kind: 'noBackend'; readonly message: string }
  /** One line about something that was mended, such as a lost device. */
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'progress'; readonly jobId: number; readonly progress: Progress }
  | { readonly kind: 'frame'; readonly jobId: number; readonly frame: Frame }
  | { readonly kind: 'done'; readonly jobId: number; readonly result: Result }
  | { readonly kind: 'failed'; readonly jobId: number; readonly message: string }
  | { readonly kind: 'aborted'; readonly jobId: number };
