import { expect, test } from 'vitest';
import { licenceList } from './licences';

test('every package that is shipped stands in the list, with a text', () => {
  const list = licenceList();
  expect(list).toMatch(/^react 19\.[\d.]+: MIT$/m);
  expect(list).toMatch(/^@tensorflow\/tfjs-core [\d.]+: Apache-2\.0$/m);
  expect(list).toContain('Permission is hereby granted, free of charge');
  expect(list).not.toMatch(/^vite /m);
});
