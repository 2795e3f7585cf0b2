import { describe, expect, test } from 'vitest';
import { readSafetensors, SafetensorsError, writeSafetensors, type NamedTensor } from './safetensors';
import { initialValues, sizeOf, unetSpecs } from './unet';
import { parametersFile, parameterValues } from './weights';

const width = 8;
const values = initialValues(width, 1);

describe.each([8, 9, 32, 64])('width %i', (own) => {
  test('values go through a file and come back', () => {
    const flat = initialValues(own, 2);
    const bytes = writeSafetensors(parametersFile(flat, own, {}), 'F32');
    expect(parameterValues(readSafetensors(bytes, 'x'), own, 'x')).toEqual(flat);
  });

  test('has parameters of distinct names that fill the values', () => {
    const specs = unetSpecs(own);
    expect(new Set(specs.map(({ name }) => name)).size).toBe(specs.length);
    expect(specs.reduce((sum, spec) => sum + sizeOf(spec), 0)).toBe(initialValues(own, 1).length);
  });
});

test('in float16 they keep 11 bits', () => {
  const back = parameterValues(
    readSafetensors(writeSafetensors(parametersFile(values, width, {}), 'F16'), 'x'),
    width,
    'x',
  );
  for (const [i, value] of back.entries())
    expect(Math.abs(value - values[i]!)).toBeLessThanOrEqual(Math.abs(values[i]!) * 2 ** -11 + 2 ** -25);
});

test('the order of a file does not matter', () => {
  const { tensors, metadata } = parametersFile(values, width, {});
  expect(
    parameterValues({ tensors: Object.fromEntries(Object.entries(tensors).reverse()), metadata }, width, 'x'),
  ).toEqual(values);
});

describe('what does not fit is named', () => {
  const { tensors } = parametersFile(values, width, {});
  const change = (changes: Record<string, NamedTensor | undefined>) =>
    Object.fromEntries(
      Object.entries({ ...tensors, ...changes }).filter(
        (entry): entry is [string, NamedTensor] => entry[1] !== undefined,
      ),
    );

  test.each<[string, Record<string, NamedTensor | undefined>, RegExp]>([
    ['a missing tensor', { 'up.weight': undefined }, /net: tensor up\.weight is missing/],
    [
      'an unknown tensor',
      { extra: { shape: [], values: new Float32Array(1) } },
      /net: tensor extra is not part of a network of width 8/,
    ],
    [
      'another shape',
      { 'up.weight': { shape: [32, 16], values: new Float32Array(512) } },
      /up\.weight must have shape \[16, 32\] at width 8, got \[32, 16\]/,
    ],
  ])('%s', (_, changes, message) => {
    const read = () => parameterValues({ tensors: change(changes), metadata: {} }, width, 'net');
    expect(read).toThrow(SafetensorsError);
    expect(read).toThrow(message);
  });

  test('the file of another width', () => {
    expect(() => parameterValues(parametersFile(initialValues(16, 1), 16, {}), width, 'net')).toThrow(
      /must have shape .* at width 8/,
    );
  });
});

test('widths the network is not made for are refused', () => {
  for (const wrong of [7, 65, 8.5, NaN])
    expect(() => unetSpecs(wrong)).toThrow(/unetSpecs: width must be an integer in \[8, 64\]/);
});
