import '@tensorflow/tfjs-backend-wasm';
import * as tf from '../src/tfjs';
import { makeRng, drawNormals } from '../src/math/rng';
import { trainNetwork, initialState } from '../src/training/trainNetwork';
import { applyUnet, splitParameters, unetSpecs } from '../src/network/unet';
await tf.setBackend('wasm');
const batchSize = Number(process.argv[2] ?? 64);
const plan = { width: Number(process.argv[3] ?? 32), seed: 1, batchSize, imagesSeen: 1e6, learningRate: 2e-3, sigmaData: 0.7 };
const pixels = drawNormals(makeRng(1), 64 * 784);
const st = initialState(plan);
console.log('params', st.values.length);
let t = performance.now(); let n = 0; const times: number[] = [];
for await (const s of trainNetwork(plan, pixels, st)) { const now = performance.now(); times.push(now - t); t = now; if (++n >= 16) { console.log('loss', s.loss); break; } }
const med = (a: number[]) => a.slice(3).sort((x, y) => x - y)[Math.floor((a.length - 3) / 2)]!;
console.log('step ms', med(times), 'img/s', 1000 * batchSize / med(times), 'tensors', tf.memory().numTensors);
const params = splitParameters(tf.tensor1d(st.values), unetSpecs(plan.width)); const x = tf.randomNormal([batchSize, 784]) as tf.Tensor2D;
const ft: number[] = []; for (let i = 0; i < 14; i++) { const a = performance.now(); const y = tf.tidy(() => applyUnet(params, x, [0.1])); await y.data(); y.dispose(); ft.push(performance.now() - a); }
console.log('forward ms', med(ft), 'ratio to 3 fwd', med(times) / 3 / med(ft));
