/** The loss of a batch and its gradient in one call, as a kernel of TensorFlow.js on WebAssembly: registered for the modules of src/network/kernels. */
import { type GradientProgram, makeGradientProgram } from '../network/gradientProgram';
import { kernels } from '../network/ops';
import { registerWasmKernel } from './wasmKernel';

interface Attributes {
  readonly width: number;
  /** What the network is told of the noise of each image. */
  readonly features: readonly (readonly number[])[];
}

/** Registers the kernel under the name by which a training looks for it. */
export function registerGradientKernel(module: WebAssembly.Module): void {
  // one training runs at a time; when it has ended, its memory may go
  let last: { readonly shape: string; readonly program: WeakRef<GradientProgram> } | undefined;
  const programFor = (width: number, parameterCount: number, batchSize: number): GradientProgram => {
    const shape = `${width} ${batchSize}`;
    const kept = last?.shape === shape ? last.program.deref() : undefined;
    const program = kept ?? makeGradientProgram(module, { width, parameterCount, batchSize });
    if (!kept) last = { shape, program: new WeakRef(program) };
    return program;
  };
  registerWasmKernel<Attributes>(kernels.lossGradient, ({ input, attributes: { width, features }, floats, output }) => {
    const [values, x, target] = [input('values'), input('x'), input('target')];
    const program = programFor(width, values.shape[0]!, x.shape[0]!);
    const result = program.run(floats(values), { input: floats(x), target: floats(target), features });
    const [loss, gradient] = [output([]), output(values.shape)];
    floats(loss)[0] = result.loss;
    floats(gradient).set(result.gradient);
    return [loss, gradient];
  });
}
