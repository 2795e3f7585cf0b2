import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datasets, type DatasetId } from '../data/catalog';
import { linearityInputs } from '../engine/protocol';
import { alphaSquares } from '../metrics/catalog';
import { decodeInputs, defaultInputs, encodeInputs, inputFields, inputNames, type Inputs, withinRange } from './inputs';
import { candidateIds, denoiserIds, patchSizes } from '../denoisers/catalog';

const {
  descentStep,
  images,
  member,
  firstRank,
  lastRank,
  steps,
  sigmaMax,
  rho,
  seed,
  step,
  sigma,
  exponent,
  ridge,
  ratio,
  within,
  pixel,
  mode,
  cell,
  readAt,
} = inputFields;
const integerOf = ({ least, most }: typeof images) => fc.integer({ min: least, max: most });
const decimalOf = ({ least, most }: typeof rho) =>
  fc.integer({ min: Math.ceil(least * 100), max: most * 100 }).map((n) => n / 100);

const anyInputs: fc.Arbitrary<Inputs> = fc
  .record({
    dataset: fc.constantFrom(...(Object.keys(datasets) as DatasetId[])),
    images: integerOf(images),
    network: fc.stringMatching(/^[\w-]{0,20}$/),
    steps: integerOf(steps),
    solver: fc.constantFrom('heun' as const, 'euler' as const),
    sigmaMax: decimalOf(sigmaMax),
    rho: decimalOf(rho),
    seed: integerOf(seed),
    backend: fc.constantFrom('auto' as const, 'webgpu' as const, 'webgl' as const, 'wasm' as const),
    step: integerOf(step),
    sigma: decimalOf(sigma),
    spectrum: fc.constantFrom('fashion' as const, 'digits' as const, 'faces' as const, 'power' as const),
    exponent: decimalOf(exponent),
    ridge: decimalOf(ridge),
    times: fc.constantFrom('one' as const, 'all' as const),
    betas: fc.constantFrom('code' as const, 'slides' as const),
    ratio: decimalOf(ratio),
    lossOf: fc.constantFrom('noise' as const, 'imageFromNoise' as const, 'image' as const),
    target: fc.constantFrom('divergence' as const, 'excess' as const, 'gap' as const),
    within: decimalOf(within),
    split: fc.constantFrom('heldOut' as const, 'train' as const),
    descentRate: fc.constantFrom('0.1' as const, '0.25' as const, '0.5' as const),
    descentStart: fc.constantFrom('zero' as const, 'edm' as const),
    descentStep: integerOf(descentStep),
    centring: fc.constantFrom('centered' as const, 'raw' as const),
    linearityOf: fc.constantFrom('cosine' as const, 'normalizedError' as const),
    distance: fc.constantFrom('rmse' as const, 'normalized' as const),
    plane: fc.constantFrom('denoised' as const, 'x' as const),
    family: fc.constantFrom('time' as const, 'width' as const),
    member: integerOf(member),
    formsOver: fc.constantFrom('images' as const, 'width' as const, 'time' as const),
    candidate: fc.constantFrom(...candidateIds),
    local: fc.constantFrom('off' as const, 'on' as const),
    patchSize: fc.constantFrom(...patchSizes),
    places: fc.constantFrom('same' as const, 'any' as const),
    byHand: fc.constantFrom(...denoiserIds),
    firstRank: integerOf(firstRank),
    lastRank: integerOf(lastRank),
    alphaSquared: fc.constantFrom(...alphaSquares),
    asked: fc.constantFrom('heldOut' as const, 'train' as const),
    optimizer: fc.constantFrom('adam' as const, 'descent' as const),
    pairs: fc.constantFrom(...linearityInputs),
    pixel: integerOf(pixel),
    mode: integerOf(mode),
    cell: integerOf(cell),
    readAt: integerOf(readAt),
  })
  .map(withinRange);

describe('the link', () => {
  test('restores every input', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        expect(decodeInputs(encodeInputs(inputs))).toEqual({ inputs, problems: [] });
      }),
    );
  });

  test('of the defaults is empty', () => expect(encodeInputs(defaultInputs)).toBe(''));

  test('holds only what was changed', () => {
    expect(encodeInputs({ ...defaultInputs, images: 16384, solver: 'euler' })).toBe('v=1&images=16384&solver=euler');
  });

  test('of any text gives inputs in range and never throws', () => {
    const pair = fc.tuple(
      fc.oneof(fc.constantFrom(...inputNames, 'v'), fc.string()),
      fc.oneof(fc.string(), fc.float().map(String)),
    );
    const query = fc.oneof(
      fc.string(),
      fc.array(pair).map((pairs) => new URLSearchParams(pairs).toString()),
    );
    fc.assert(
      fc.property(query, (text) => {
        const { inputs } = decodeInputs(text);
        for (const name of inputNames) expect(inputFields[name].parse(String(inputs[name]))).toBe(inputs[name]);
        expect(inputs).toEqual(withinRange(inputs));
      }),
      { numRuns: 10_000 },
    );
  });

  test('lists each wrong value in words, keeps the right ones, ignores unknown keys', () => {
    const { inputs, problems } = decodeInputs(
      '?v=1&images=many&steps=1&solver=rk4&seed=7&utm_source=x&rho=1e3&sigmaMax=-4',
    );
    expect(inputs).toEqual({ ...defaultInputs, seed: 7 });
    expect(problems).toEqual([
      'images must be a whole number from 2 to 20000, not "many"; 64 is used.',
      'steps must be a whole number from 2 to 64, not "1"; 18 is used.',
      'solver must be one of heun, euler, not "rk4"; heun is used.',
      'sigmaMax must be a number from 1 to 80, not "-4"; 80 is used.',
      'rho must be a number from 1 to 15, not "1e3"; 7 is used.',
    ]);
  });

  test('keeps N within the dataset and the step within the steps', () => {
    const { inputs, problems } = decodeInputs('dataset=faces&images=16384&steps=4&step=9');
    expect([inputs.images, inputs.step]).toEqual([8192, 4]);
    expect(problems).toHaveLength(2);
  });

  test('of another version is read, with a word about it', () => {
    expect(decodeInputs('v=2&seed=3').problems).toEqual(['This page reads links of version 1, not "2".']);
  });
});
