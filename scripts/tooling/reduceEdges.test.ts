import { expect, test } from 'vitest';
import { reduceEdges } from './reduceEdges.ts';

test('an arrow that follows from others is left out, the others stay in order', () => {
  const chain = [
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'd'],
  ] as const;
  expect(reduceEdges([['a', 'd'], ...chain, ['a', 'c']])).toEqual(chain);
});
