/** The contract that every denoiser keeps: this small, and never larger. */
import type { Tensor2D } from '../tfjs';

/** D(x; sigma) = E[clean | x], the best guess of the clean image behind a noisy one. */
export interface Denoiser {
  readonly id: string;
  /** Pixels of an image. */
  readonly dim: number;
  /**
   * Synchronous: TensorFlow.js queues the work. Keeps nothing but what it was made with.
   * @param x  shape [count, dim], pixels in [-1, 1] plus noise  @param sigma  noise level > 0, same units  @returns same shape; the caller disposes it
   */
  denoise(x: Tensor2D, sigma: number): Tensor2D;
  /** Frees what the denoiser was made with. */
  dispose(): void;
}
