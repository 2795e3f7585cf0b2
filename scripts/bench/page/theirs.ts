/** The same denoisers as ONNX graphs in onnxruntime-web. */
import * as onnx from 'onnxruntime-web/webgpu';
import moduleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import { toFloatPixels } from '../../../src/data/pixels';
import { edmScalings } from '../../../src/diffusion/preconditioning';
import { noiseFeatures } from '../../../src/network/unet';
import { multiDeltaModel, networkModel } from '../onnxModels';
import { answerCalls, dim, sigmaData } from './calls';

const floats = (values: readonly number[]) => new onnx.Tensor('float32', Float32Array.from(values), [values.length]);

answerCalls(async ({ backend, threads, subject }) => {
  const absolute = (url: string) => new URL(url, self.location.href).href;
  onnx.env.wasm.wasmPaths = { mjs: absolute(moduleUrl), wasm: absolute(wasmUrl) };
  onnx.env.wasm.numThreads = threads;
  const model =
    subject.kind === 'network'
      ? networkModel(subject.values, subject.width)
      : multiDeltaModel(toFloatPixels(subject.bytes), dim);
  const session = await onnx.InferenceSession.create(model, { executionProviders: [backend] });
  return async ({ x, sigma }) => {
    const { cSkip, cOut, cIn, cNoise } = edmScalings(sigma, sigmaData);
    const features = noiseFeatures(cNoise);
    const { denoised } = await session.run({
      x: new onnx.Tensor('float32', x, [x.length / dim, dim]),
      ...(subject.kind === 'network'
        ? {
            features: floats(features).reshape([1, features.length]),
            scalings: floats([cSkip, cOut, cIn]),
          }
        : { precision: floats([1 / sigma ** 2]) }),
    });
    return (await denoised!.getData()) as Float32Array;
  };
});
