/** 10,000 damaged weights files: correct tensors or an error in words, quickly, and in at most twice the file's memory. */
import { expect, test } from 'vitest';
import { makeRng, type Rng } from '../../src/math/rng';
import { ModelError } from '../../src/network/checkedWeights';
import { packOwnModel, readOwnModel } from '../../src/network/ownModel';
import { readSafetensors, SafetensorsError, writeSafetensors } from '../../src/network/safetensors';
import { initialValues } from '../../src/network/unet';
import { mutateBytes, mutateJson } from './mutate';

/** What a case may take, in ms; a hang would take for ever. */
const mostMs = 1000;
/** Small arrays do not count as memory, and the counter is kept in pages. */
const slackBytes = 4096;

const small = writeSafetensors(
  {
    metadata: { made: 'by a test', 'kläng "x" {': '\\' },
    tensors: {
      whole: { shape: [2, 30], values: Float32Array.from({ length: 60 }, (_, i) => Math.sin(i)) },
      half: { shape: [8, 40], values: Float32Array.from({ length: 320 }, (_, i) => Math.cos(i)) },
      'steps/ü': { shape: [3, 100], values: Int8Array.from({ length: 300 }, (_, i) => (i % 255) - 127) },
      scalar: { shape: [], values: Float32Array.of(0.1) },
      empty: { shape: [0, 7], values: new Float32Array(0) },
    },
  },
  { whole: 'F32', half: 'F16', 'steps/ü': 'I8', scalar: 'F32', empty: 'F32' },
);
const { file: network } = packOwnModel(
  'own-1',
  {
    dataset: 'fashion',
    subset: { start: 0, count: 16 },
    width: 8,
    seed: 1,
    batchSize: 16,
    learningRate: 0.002,
    imagesSeen: 100,
    plannedImages: 100,
  },
  initialValues(8, 1),
);

const headerLength = (file: Uint8Array) => Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
const headerOf = (file: Uint8Array): unknown =>
  JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + headerLength(file))));

/** Half of the cases keep the frame of the file and change what its header says. */
function damage(file: Uint8Array, rng: Rng): Uint8Array<ArrayBuffer> {
  const bodyStart = 8 + headerLength(file);
  if (rng.below(2) > 0) return mutateBytes(file, bodyStart, rng);
  const header = new TextEncoder().encode(mutateJson(headerOf(file), rng));
  const body = file.subarray(bodyStart);
  const changed = new Uint8Array(8 + header.length + body.length);
  new DataView(changed.buffer).setBigUint64(0, BigInt(header.length), true);
  changed.set(header, 8);
  changed.set(body, 8 + header.length);
  return changed;
}

/** Runs a case within its bounds. @returns what came, or the error */
function within(file: Uint8Array, read: () => unknown): unknown {
  const [memory, startedAt] = [process.memoryUsage().arrayBuffers, performance.now()];
  let outcome: unknown;
  try {
    outcome = read();
  } catch (error) {
    outcome = error;
  }
  expect(performance.now() - startedAt).toBeLessThan(mostMs);
  expect(process.memoryUsage().arrayBuffers - memory).toBeLessThanOrEqual(2 * file.length + slackBytes);
  return outcome;
}

/** Reads the values of every tensor as the format describes them, number by number. */
function decodeSlowly(file: Uint8Array): Record<string, number[]> {
  const bodyStart = 8 + headerLength(file);
  const view = new DataView(file.buffer, file.byteOffset + bodyStart, file.length - bodyStart);
  const header = headerOf(file) as Record<string, { dtype: string; data_offsets: [number, number] }>;
  const read: Record<string, [number, (at: number) => number]> = {
    F32: [4, (at) => view.getFloat32(at, true)],
    F16: [2, (at) => halfToNumber(view.getUint16(at, true))],
    I8: [1, (at) => view.getInt8(at)],
  };
  let covered = 0;
  const tensors = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(
      ([
        name,
        {
          dtype,
          data_offsets: [begin, end],
        },
      ]): [string, number[]] => {
        const [size, at] = read[dtype]!;
        covered += end - begin;
        return [name, Array.from({ length: (end - begin) / size }, (_, i) => at(begin + i * size))];
      },
    );
  expect(covered).toBe(view.byteLength);
  return Object.fromEntries(tensors);
}

function halfToNumber(bits: number): number {
  const [sign, exponent, fraction] = [bits >>> 15 ? -1 : 1, (bits >>> 10) & 31, (bits & 1023) / 1024];
  return sign * (exponent === 0 ? fraction * 2 ** -14 : (1 + fraction) * 2 ** (exponent - 15));
}

test('9,600 damaged files of every dtype', () => {
  const rng = makeRng(2024);
  const outcomes = { read: 0, refused: 0 };
  for (let i = 0; i < 9600; i++) {
    const file = damage(small, rng);
    const outcome = within(file, () => readSafetensors(file, 'x.safetensors'));
    if (outcome instanceof Error) {
      expect(outcome, outcome.stack).toBeInstanceOf(SafetensorsError);
      expect(outcome.message).toMatch(/^x\.safetensors: .{10,}/s);
      expect(outcome.message.length).toBeLessThan(400);
      outcomes.refused++;
    } else {
      const { tensors } = outcome as ReturnType<typeof readSafetensors>;
      const expected = decodeSlowly(file);
      expect(Object.keys(tensors).sort()).toEqual(Object.keys(expected).sort());
      for (const [name, { shape, values }] of Object.entries(tensors)) {
        expect(values.length).toBe(shape.reduce((product, n) => product * n, 1));
        expect([...values]).toEqual(expected[name]);
        expect(values.every(Number.isFinite)).toBe(true);
      }
      outcomes.read++;
    }
  }
  expect(outcomes.read).toBeGreaterThan(300);
  expect(outcomes.refused).toBeGreaterThan(4000);
});

test('400 damaged networks of a reader: each refusal says what to do', () => {
  const rng = makeRng(7);
  const outcomes = { read: 0, refused: 0 };
  for (let i = 0; i < 400; i++) {
    const file = damage(network, rng);
    const name = 'mine.safetensors';
    // the tensors, and once more all of them in one vector
    const outcome = within(new Uint8Array(2 * file.length), () => readOwnModel('own-2', file, name));
    if (outcome instanceof Error) {
      expect(outcome, outcome.stack).toBeInstanceOf(ModelError);
      expect(outcome.message).toMatch(
        /^mine\.safetensors: .* Choose a \.safetensors file that was downloaded from this page\.$/s,
      );
      outcomes.refused++;
    } else {
      const { values } = outcome as ReturnType<typeof readOwnModel>;
      expect(values.length).toBe(initialValues(8, 1).length);
      expect(values.every(Number.isFinite)).toBe(true);
      outcomes.read++;
    }
  }
  expect(outcomes.read).toBeGreaterThan(10);
  expect(outcomes.refused).toBeGreaterThan(200);
});

test('a header that is far too large is refused before it is parsed', () => {
  const header = `{"a":${'['.repeat(4e6)}`;
  const file = new Uint8Array(8 + header.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(new TextEncoder().encode(header), 8);
  const timesMs = Array.from({ length: 5 }, () => {
    const startedAt = performance.now();
    expect(() => readSafetensors(file, 'x')).toThrow('the header must have at most 1000000 bytes, got 4000005');
    return performance.now() - startedAt;
  });
  expect(Math.min(...timesMs)).toBeLessThan(50); // what else this machine does only adds to it
});
