/** Kernels of our own for WebGPU, where each dispatch costs about as much as the small work in it. */
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { kernels, rmsEpsilon } from '../network/ops';
import * as tf from '../tfjs';

const workgroup = 64;
const siluCode = 'fn silu(value : f32) -> f32 { return value / (1.0 + exp(-value)); }';

/** Registers them under the names by which the network's operations look for them. */
export function registerWebgpuKernels(): void {
  register(kernels.silu, ({ x }, backend) => backend.runWebGPUProgram(siluProgram(x!.shape), [x!], 'float32'));
  register(kernels.modulatedRmsNorm, ({ x, scale, shift }, backend, attributes) => {
    const [, height, width, channels] = x!.shape as [number, number, number, number];
    const isActivated = attributes['isActivated'] === true;
    const uniforms = [height * width, scale!.shape[0] === 1 ? 0 : channels];
    return backend.runWebGPUProgram(
      normProgram(x!.shape, isActivated),
      [x!, scale!, shift!],
      'float32',
      uniforms.map((value) => ({ type: 'int32', data: [value] })),
    );
  });
}

type Runner = Pick<WebGPUBackend, 'runWebGPUProgram'>;

type Compute = (
  inputs: Record<string, tf.TensorInfo | undefined>,
  backend: Runner,
  attributes: Record<string, unknown>,
) => tf.TensorInfo;

function register(kernelName: string, compute: Compute): void {
  tf.registerKernel({
    kernelName,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, backend, attrs }) => compute(inputs, backend as Runner, attrs ?? {}),
  });
}

function program(
  shape: number[],
  items: number,
  own: Pick<WebGPUProgram, 'variableNames' | 'shaderKey' | 'uniforms' | 'getUserCode'>,
): WebGPUProgram {
  return {
    outputShape: shape,
    dispatchLayout: { x: shape.map((_, axis) => axis) },
    dispatch: [Math.ceil(items / workgroup), 1, 1],
    workgroupSize: [workgroup, 1, 1],
    size: true,
    ...own,
  };
}

function siluProgram(shape: number[]): WebGPUProgram {
  return program(shape, tf.util.sizeFromShape(shape), {
    variableNames: ['x'],
    shaderKey: 'silu',
    getUserCode: () => `
      ${siluCode}
      fn main(index : i32) {
        if (index < uniforms.size) { result[index] = silu(x[index]); }
      }`,
  });
}

/** One invocation for each pixel, over its channels. */
function normProgram(shape: number[], isActivated: boolean): WebGPUProgram {
  const channels = shape.at(-1)!;
  return program(shape, tf.util.sizeFromShape(shape) / channels, {
    variableNames: ['x', 'scale', 'shift'],
    shaderKey: `modulatedRmsNorm_${channels}_${isActivated}`,
    uniforms: 'pixels : i32, stride : i32,',
    getUserCode: () => `
      ${siluCode}
      fn main(index : i32) {
        if (index * ${channels} >= uniforms.size) { return; }
        let start = index * ${channels};
        var squares = 0.0;
        for (var c = 0; c < ${channels}; c++) { squares += x[start + c] * x[start + c]; }
        let inverseRms = inverseSqrt(squares / ${channels}.0 + ${rmsEpsilon});
        let row = (index / uniforms.pixels) * uniforms.stride;
        for (var c = 0; c < ${channels}; c++) {
          let value = x[start + c] * inverseRms * scale[row + c] + shift[row + c];
          result[start + c] = ${isActivated ? 'silu(value)' : 'value'};
        }
      }`,
  });
}
