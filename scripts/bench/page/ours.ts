/** Our denoisers, on the backend as the site starts it. */
import { makeMultiDeltaDenoiser } from '../../../src/denoisers/multiDelta';
import { makeNetworkDenoiser } from '../../../src/denoisers/network';
import { makeTrainingImages } from '../../../src/denoisers/trainingImages';
import { startWasm } from '../../../src/engine/backendWasm';
import { startWebgpu } from '../../../src/engine/backendWebgpu';
import * as tf from '../../../src/tfjs';
import { answerCalls, dim, sigmaData, type Subject } from './calls';

answerCalls(async ({ backend, threads, subject }) => {
  // TensorFlow.js takes half of the cores it is told of
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: 2 * threads });
  await (backend === 'wasm' ? startWasm() : startWebgpu());
  const denoiser = denoiserOf(subject);
  return async ({ x, sigma }) => {
    const denoised = tf.tidy(() => denoiser.denoise(tf.tensor2d(x, [x.length / dim, dim]), sigma));
    return (await denoised.data<'float32'>().finally(() => denoised.dispose())).slice();
  };
});

function denoiserOf(subject: Subject) {
  if (subject.kind === 'network') return makeNetworkDenoiser({ ...subject, sigmaData });
  return makeMultiDeltaDenoiser(makeTrainingImages(subject.bytes, new Float32Array(dim)));
}
