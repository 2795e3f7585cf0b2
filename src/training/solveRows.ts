/** Least squares on the device: rows of x A = b by conjugate gradients, with A symmetric and well-conditioned. */
import * as tf from '../tfjs';
import type { Tensor2D } from '../tfjs';

/** Relative residual at which a solution is as good as float32 makes it. */
const tolerance = 1e-6;
const mostIterations = 100;

/**
 * X with X A = B, row by row. Yields before each iteration, so that the caller may give way or end it.
 * @param matrix  A [n, n], symmetric and positive definite  @param rows  B [m, n]  @returns X [m, n]; the caller disposes it
 */
export async function* solveRows(matrix: Tensor2D, rows: Tensor2D): AsyncGenerator<void, Tensor2D, undefined> {
  const squares = (x: Tensor2D) => tf.sum<Tensor2D>(tf.square(x), 1, true);
  let state: State = tf.tidy(() => ({
    x: tf.zerosLike(rows),
    residual: rows.clone(),
    direction: rows.clone(),
    size: squares(rows),
  }));
  try {
    const goal = tf.tidy(() => tf.mul(tf.sum(state.size), tolerance ** 2));
    const [goalSize] = await goal.data();
    goal.dispose();
    for (let i = 0; i < mostIterations; i++) {
      yield;
      const before = state;
      state = tf.tidy((): State => {
        const image = tf.matMul<Tensor2D>(before.direction, matrix);
        // a row that is solved already has nothing left: 0 / 0
        const step = tf.divNoNan(before.size, tf.sum(tf.mul(before.direction, image), 1, true));
        const residual = tf.sub<Tensor2D>(before.residual, tf.mul(image, step));
        const size = squares(residual);
        const direction = tf.add<Tensor2D>(residual, tf.mul(before.direction, tf.divNoNan(size, before.size)));
        return { x: tf.add(before.x, tf.mul(before.direction, step)), residual, direction, size };
      });
      tf.dispose(Object.values(before));
      const total = tf.tidy(() => tf.sum(state.size));
      const [left] = await total.data();
      total.dispose();
      if (!(left! > goalSize!)) break;
    }
    return state.x.clone();
  } finally {
    tf.dispose(Object.values(state));
  }
}

/** A type, not an interface: tf.tidy wants an index signature. */
type State = {
  readonly x: Tensor2D;
  readonly residual: Tensor2D;
  readonly direction: Tensor2D;
  /** Squared length of each row's residual, [m, 1]. */
  readonly size: Tensor2D;
};
