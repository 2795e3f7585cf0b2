import { expect, test } from 'vitest';
import { parseSampleRows, sampleRowsJob, sampleRowsLength, type SampleRowsMeasures, sampleRowsOf } from './sampleRows';

const measures: SampleRowsMeasures = {
  version: 1,
  command: '',
  date: '',
  count: 2,
  seed: 1,
  sets: [
    { id: 'a', sha256: '', dataset: 'fashion', images: 64, denoisers: ['network', 'gaussian', 'linear'] },
    { id: 'b', sha256: '', dataset: 'fashion', images: 4096, denoisers: ['network', 'gaussian'] },
  ],
};

test('each picture is found, also when a denoiser is missing in some sets', () => {
  expect(sampleRowsLength(measures)).toBe(5 * 2 * 784);
  const pictures = Uint8Array.from({ length: 5 * 2 * 784 }, (_, i) => Math.floor(i / 784));
  const rows = sampleRowsOf(measures, pictures, measures.sets[1]!);
  expect(rows.network!.length).toBe(2 * 784);
  expect([rows.network![0], rows.gaussian![784], rows.linear]).toEqual([6, 9, undefined]);
});

test('the job takes the ten steps of the paper', () => {
  const job = sampleRowsJob({ dataset: 'fashion', subset: { start: 0, count: 64 }, id: 'a' }, { count: 8, seed: 3 });
  expect(job).toMatchObject({ network: 'a', steps: 10, sampler: 'euler', count: 8, seed: 3 });
});

test('files of another form are told by name', () => {
  expect(parseSampleRows(measures)).toBe(measures);
  const wrong = { ...measures, sets: [{ ...measures.sets[0], denoisers: ['oracle'] }] };
  expect(() => parseSampleRows(wrong)).toThrow(/results\/sample-rows.json: each set must hold .* known denoisers/);
  expect(() => parseSampleRows({})).toThrow(/must be of version 1/);
});
