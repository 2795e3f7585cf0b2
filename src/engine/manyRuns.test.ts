import { beforeAll, expect, test } from 'vitest';
import { makeTestHost } from '../../tests/testHost';
import { setWasmBackend } from '../../tests/wasmBackend';
import * as tf from '../tfjs';

beforeAll(setWasmBackend);

test('1,000 sampler runs keep no tensor and no WASM memory', { timeout: 120_000 }, async () => {
  const host = makeTestHost();
  const heapBytes = () => (tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm.HEAPU8.length;
  const counts = [16, 64, 2, 40];
  const memory: { numTensors: number; numBytes: number; heap: number }[] = [];
  for (let i = 0; i < 1000; i++) {
    const reply = await host.run(i, {
      kind: 'sample',
      dataset: 'fashion',
      subset: { start: 0, count: counts[Math.floor(i / 5) % counts.length]! },
      denoisers: ['gaussian', 'multiDelta'],
      sampler: i % 2 === 0 ? 'heun' : 'euler',
      steps: 2 + (i % 3 === 0 ? 1 : 0),
      sigmaMax: 80,
      rho: 7,
      seed: i,
    });
    expect(reply.kind).toBe('done');
    host.replies.length = 0;
    if ((i + 1) % 100 === 0)
      memory.push({ numTensors: tf.memory().numTensors, numBytes: tf.memory().numBytes, heap: heapBytes() });
  }
  expect(memory).toHaveLength(10);
  for (const later of memory.slice(1)) expect(later).toEqual(memory[0]); // each 100 runs end in the same place of the round
});
