/** Adam (Kingma and Ba, 2015) as a pure function on one tensor of parameters. */
import * as tf from '../tfjs';
import type { Tensor } from '../tfjs';

export interface AdamState {
  /** Running means of the gradient and of its square, each of the parameters' shape. */
  readonly mean: Tensor;
  readonly square: Tensor;
}

export interface AdamOptions {
  readonly learningRate: number;
  /** 1 for the first step. */
  readonly step: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

/** The values and the state after one step. The caller owns and disposes everything that goes in and comes out. */
export function adamStep(
  values: Tensor,
  gradient: Tensor,
  state: AdamState,
  { learningRate, step, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamOptions,
): { values: Tensor; state: AdamState } {
  const [next, mean, square] = tf.tidy((): [Tensor, Tensor, Tensor] => {
    const mean = blend(state.mean, gradient, beta1);
    const square = blend(state.square, tf.square(gradient), beta2);
    const rate = learningRate / (1 - beta1 ** step);
    const root = tf.add(tf.mul(tf.sqrt(square), 1 / Math.sqrt(1 - beta2 ** step)), epsilon);
    return [tf.sub(values, tf.mul(tf.div(mean, root), rate)), mean, square];
  });
  return { values: next, state: { mean, square } };
}

/** keep * a + (1 - keep) * b. */
export function blend(a: Tensor, b: Tensor, keep: number): Tensor {
  return tf.tidy(() => tf.add(tf.mul(a, keep), tf.mul(b, 1 - keep)));
}
