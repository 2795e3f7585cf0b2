import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeInputs, encodeInputs, inputFields, inputNames, type InputName, type Inputs } from '../inputs';
import { attributeOf, attributesOf, inputAttributes, inputsOf } from './attributes';
import { type FromFrame, readFromFrame, readToFrame, seal, tallestPx } from './messages';
import { elementSnippet, frameSnippet } from './snippets';

const anyInputs = fc
  .record({
    images: fc.integer({ min: 2, max: 16_384 }),
    seed: fc.integer({ min: 0, max: 999_999 }),
    sigmaMax: fc.integer({ min: 1, max: 80 }),
    solver: fc.constantFrom('heun' as const, 'euler' as const),
    dataset: fc.constantFrom('fashion' as const, 'digits' as const, 'faces' as const),
  })
  .map((patch): Inputs => ({ ...decodeInputs('').inputs, ...patch }));

test('every input has an attribute of its own, in lower case', () => {
  expect(inputAttributes.size).toBe(inputNames.length);
  for (const name of inputNames) expect(attributeOf(name)).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(attributeOf('sigmaMax')).toBe('sigma-max');
});

test('a link and attributes say the same', () => {
  fc.assert(
    fc.property(anyInputs, (inputs) => {
      const attributes = new Map(attributesOf(encodeInputs(inputs)));
      expect(inputsOf((name) => attributes.get(name) ?? null)).toEqual(decodeInputs(encodeInputs(inputs)));
    }),
  );
});

test('a wrong attribute becomes the default and is told; another is left alone', () => {
  const attributes: Record<string, string> = { steps: 'many', images: '256', onclick: 'alert(1)' };
  const { inputs, problems } = inputsOf((name) => attributes[name] ?? null);
  expect(inputs).toMatchObject({ steps: inputFields.steps.initial, images: 256 });
  expect(problems).toEqual([expect.stringContaining('steps must be')]);
});

test('messages arrive as they were sent, and a height is bounded', () => {
  const messages: FromFrame[] = [
    { kind: 'size', heightPx: 812 },
    { kind: 'inputs-change', query: 'v=1&images=16' },
    { kind: 'step', step: 3, sigma: 0.5 },
    { kind: 'error', message: 'words' },
  ];
  for (const message of messages) expect(readFromFrame(structuredClone(seal(message)))).toEqual(message);
  expect(readFromFrame(seal({ kind: 'size', heightPx: 1e9 }))).toEqual({ kind: 'size', heightPx: tallestPx });
  for (const heightPx of [-1, NaN, Infinity]) expect(readFromFrame(seal({ kind: 'size', heightPx }))).toBeUndefined();
  const change = { kind: 'change', query: 'images=16' } as const;
  expect(readToFrame(seal(change))).toEqual(change);
  expect(readToFrame(seal({ kind: 'change', query: 'x'.repeat(5000) }))).toBeUndefined();
  expect(readToFrame({ ...seal(change), version: 2 })).toBeUndefined();
});

test('anything else is no message, and nothing throws', () => {
  const nearly = fc.record({
    about: fc.constantFrom('hidden-gaussian', 'other'),
    version: fc.constantFrom(1, 2, '1'),
    kind: fc.oneof(fc.constantFrom('size', 'step', 'change', 'error', 'inputs-change'), fc.anything()),
    heightPx: fc.anything(),
    query: fc.anything(),
    step: fc.anything(),
    sigma: fc.anything(),
    message: fc.anything(),
  });
  fc.assert(
    fc.property(fc.oneof(fc.anything(), nearly), (data) => {
      const message = readFromFrame(data);
      if (message?.kind === 'size') expect(message.heightPx).toBeLessThanOrEqual(tallestPx);
      const asked = readToFrame(data);
      if (asked) expect(typeof asked.query).toBe('string');
    }),
    { numRuns: 5000 },
  );
});

test('lines to copy cannot be broken out of', () => {
  const options = {
    site: 'https://example.org/g/',
    panel: 'stepper',
    label: '"><script>alert(1)</script>',
    query: 'v=1&images=16&network="><img src=x onerror=alert(1)>',
    heightPx: 700,
  };
  const element = elementSnippet(options);
  const frame = frameSnippet({ ...options, theme: 'dark', isClickToRun: true });
  for (const text of [element.split('\n')[1]!, frame]) expect(text).not.toMatch(/<script>alert|<img src=x/);
  expect(element).toContain(
    '<hidden-gaussian panel="stepper" images="16" network="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;">',
  );
  expect(frame).toMatch(
    /src="https:\/\/example\.org\/g\/embed\/stepper\.html\?v=1&amp;images=16&amp;.*run=click&amp;theme=dark"/,
  );
});

/** Lines of version 1 as people have copied them: what they ask for must stay readable. */
test('lines of version 1 are read as they were meant', () => {
  const old: [query: string, asked: Partial<Inputs>][] = [
    ['v=1&dataset=digits&images=4096&seed=12', { dataset: 'digits', images: 4096, seed: 12 }],
    [
      'v=1&steps=10&solver=euler&sigmaMax=40&rho=3&step=4',
      { steps: 10, solver: 'euler', sigmaMax: 40, rho: 3, step: 4 },
    ],
    [
      'v=1&spectrum=power&exponent=1.5&ridge=0.1&target=gap&within=0.2',
      { spectrum: 'power', exponent: 1.5, ridge: 0.1 },
    ],
    ['v=1&alphaSquared=0.745&pairs=heldOut&split=train', { alphaSquared: '0.745', split: 'train' }],
  ];
  for (const [query, asked] of old) {
    const { inputs, problems } = decodeInputs(query);
    expect(problems).toEqual([]);
    expect(inputs).toMatchObject(asked);
    const attributes = new Map(attributesOf(query));
    for (const name of Object.keys(asked) as InputName[])
      expect(attributes.get(attributeOf(name)) ?? String(inputFields[name].initial)).toBe(String(asked[name]));
  }
});
