import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { parseNetworkDetails, unpackSamples } from './networkDetails';

const estimate = { mean: 0.1, standardError: 0.01 };
const errors = {
  error: { network: estimate, gaussian: estimate, multiDelta: estimate },
  rmseToNetwork: { gaussian: estimate, multiDelta: estimate },
};
const similarity = {
  index: 1,
  distance: 0.1,
  secondDistance: 0.2,
  relativeDistance: 0.3,
  cosine: 1,
  centeredCosine: 1,
};
const whole = {
  version: 1,
  command: '',
  id: 'a',
  similarities: [similarity],
  errors: [{ sigma: 1, heldOut: errors, training: errors }],
};

test('a whole file is understood', () => expect(parseNetworkDetails(whole, 'a')).toBe(whole));

test.each([
  ['nothing', null, 'of the network a'],
  ['another network', { ...whole, id: 'b' }, 'of the network a'],
  ['a similarity without its index', { ...whole, similarities: [{ ...similarity, index: undefined }] }, 'similarities'],
  ['no similarities', { ...whole, similarities: [] }, 'similarities'],
  ['a sigma of 0', { ...whole, errors: [{ sigma: 0, heldOut: errors, training: errors }] }, 'errors'],
  ['one split', { ...whole, errors: [{ sigma: 1, heldOut: errors }] }, 'errors'],
  [
    'no distance to the Gaussian',
    {
      ...whole,
      errors: [{ sigma: 1, heldOut: { ...errors, rmseToNetwork: { multiDelta: estimate } }, training: errors }],
    },
    'errors',
  ],
])('%s is refused in words that name the file', (_, file, words) => {
  expect(() => parseNetworkDetails(file, 'a')).toThrow('results/networks/a.json');
  expect(() => parseNetworkDetails(file, 'a')).toThrow(words);
});

test('samples are unpacked, or taken as they are when the server did', async () => {
  const bytes = Uint8Array.of(1, 2, 3, 4);
  expect(await unpackSamples(new Uint8Array(gzipSync(bytes)), 'a', 4)).toEqual(bytes);
  expect(await unpackSamples(bytes, 'a', 4)).toEqual(bytes);
});

test('samples that are too few or broken are refused in words', async () => {
  await expect(unpackSamples(Uint8Array.of(1, 2), 'a', 4)).rejects.toThrow(
    'a.samples.bin.gz: must hold 4 bytes, got 2',
  );
  const cut = new Uint8Array(gzipSync(new Uint8Array(1000).fill(7))).slice(0, 12);
  await expect(unpackSamples(cut, 'a', 1000)).rejects.toThrow('a.samples.bin.gz: must be a whole gzip file');
});
