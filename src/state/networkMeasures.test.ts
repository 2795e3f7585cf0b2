import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseNetworkMeasures } from './networkMeasures';

const published = JSON.parse(readFileSync(new URL('../../public/results/networks.json', import.meta.url), 'utf8')) as {
  networks: object[];
};

test('the published file is understood', () => {
  const { networks, sampleCount } = parseNetworkMeasures(published);
  expect(sampleCount).toBe(64);
  expect(networks.map(({ id }) => id)).toContain('fashion-n64-w32');
});

test.each([
  null,
  {},
  { ...published, version: 1 },
  { ...published, networks: [{ id: 'x' }] },
  { ...published, networks: [{ ...published.networks[0], memorizedFraction: 64 }] },
])('%# is not', (file) => {
  expect(() => parseNetworkMeasures(file)).toThrow('results/networks.json');
});
