import { beforeAll, expect, test } from 'vitest';
import { isMemorized } from '../../src/metrics/catalog';
import { nearestTraining } from '../../src/metrics/nearestTraining';
import * as tf from '../../src/tfjs';
import { take, trainingImagesOf } from '../materials';
import { setWasmBackend } from '../wasmBackend';
import { expectClose } from './expectClose';
import oracles from './metrics.json';

beforeAll(setWasmBackend);

test('nearest training points, their distances, and which samples are copies', () => {
  const { inputs, outputs, relTol } = oracles.cases.glAndMemorizationToy;
  const found = take(nearestTraining(trainingImagesOf(inputs.Y), tf.tensor2d(inputs.gen)));
  const distances = inputs.gen.map((x, i) =>
    [0, 1].map((rank) => Math.hypot(...inputs.Y[found[2 * i + rank]!]!.map((value, p) => value - x[p]!))),
  );
  expect(inputs.gen.map((_, i) => found[2 * i])).toEqual(outputs.nnIndex);
  expectClose(
    distances.map(([nearest]) => nearest!),
    outputs.nnDist,
    relTol,
  );
  expectClose(
    distances.map(([nearest, second]) => nearest! / second!),
    outputs.d1OverD2,
    relTol,
  );
  const memorized = distances.map(([distance, secondDistance]) =>
    isMemorized({ distance: distance!, secondDistance: secondDistance! }),
  );
  expect(memorized.map(Number)).toEqual(outputs.memorizedRatioRule);
});
