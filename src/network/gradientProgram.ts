/** The gradient of the training loss as one function of WebAssembly (kernels/gradients.c). */
import { imageDim } from './networkProgram';

/** What a loss is taken of: [count, 784] each, row-major, and for each image what the network is told of its noise. */
export interface GradientBatch {
  /** cIn (y + n). */
  readonly input: Float32Array;
  /** The F that makes D exact. */
  readonly target: Float32Array;
  readonly features: readonly (readonly number[])[];
}

export interface GradientProgram {
  /**
   * The mean of (F - target)^2 and its gradient, which the next run overwrites.
   * @param values  flat, in the order of `unetSpecs(width)`, like the gradient
   */
  run(values: Float32Array, batch: GradientBatch): { loss: number; gradient: Float32Array };
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  prepare(width: number, parameterCount: number, batchSize: number): void;
  values(): number;
  gradient(): number;
  images(): number;
  targets(): number;
  noises(): number;
  run(): number;
}

/** An instance for networks of one width and batches of one size. @param width  a multiple of 8 */
export function makeGradientProgram(
  module: WebAssembly.Module,
  shape: { readonly width: number; readonly parameterCount: number; readonly batchSize: number },
): GradientProgram {
  const program = new WebAssembly.Instance(module).exports as unknown as Exports;
  const { width, parameterCount, batchSize } = shape;
  program.prepare(width, parameterCount, batchSize); // the last to ask for memory
  const view = (start: number, length: number) => new Float32Array(program.memory.buffer, start, length);
  const [values, gradient] = [program.values(), program.gradient()].map((at) => view(at, parameterCount));
  const [images, targets] = [program.images(), program.targets()].map((at) => view(at, batchSize * imageDim));
  return {
    run: (own, { input, target, features }) => {
      values!.set(own);
      images!.set(input);
      targets!.set(target);
      view(program.noises(), batchSize * features[0]!.length).set(features.flat());
      const loss = program.run();
      return { loss, gradient: gradient! };
    },
  };
}
