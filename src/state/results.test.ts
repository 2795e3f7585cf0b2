import { expect, test, vi } from 'vitest';
import { readPublicFile } from '../../scripts/readPublicFile';
import type { ReadFile } from '../data/readFile';
import { makeResults } from './results';

test('every file is read once, when it is first asked for', async () => {
  const readFile = vi.fn<ReadFile>(readPublicFile);
  const results = makeResults(readFile);
  expect(readFile).not.toHaveBeenCalled();
  const [first, second] = await Promise.all([results.pairs(), results.pairs()]);
  expect(second).toBe(first);
  expect(readFile).toHaveBeenCalledTimes(1);
  const { networks, measures } = await results.zoo();
  for (const { id, measure } of networks) expect(measure.id).toBe(id);
  const [one] = networks;
  if (!one) return;
  expect((await results.details(one.id)).similarities).toHaveLength(measures.sampleCount);
  expect(await results.samples(one.id, measures.sampleCount * 784)).toHaveLength(measures.sampleCount * 784);
});

test('what failed is asked for again', async () => {
  const answers = [Promise.reject(new Error('no answer')), readPublicFile('results/pairs.json')];
  const results = makeResults(() => answers.shift()!);
  await expect(results.pairs()).rejects.toThrow('no answer');
  expect((await results.pairs()).version).toBe(1);
});

test('a file that is no JSON is named', async () => {
  const results = makeResults(() => Promise.resolve(new TextEncoder().encode('<!doctype html>')));
  await expect(results.pairs()).rejects.toThrow('results/pairs.json: must be JSON, got "<!doctype html>"');
});
