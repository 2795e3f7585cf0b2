import { expect, test } from 'vitest';
import { headGroups, makeTable, valueWords } from './tableData';

test('columns beside each other with the same group stand under one head', () => {
  const columns = [{ name: 'N' }, { name: 'a', group: 'A' }, { name: 'b', group: 'A' }, { name: 'c', group: 'B' }];
  const heads = headGroups(columns).map((head) => [head.group, head.columns.map(({ name }) => name)]);
  expect(heads).toEqual([
    [undefined, ['N']],
    ['A', ['a', 'b']],
    ['B', ['c']],
  ]);
});

test('a table holds numbers as they are, and shows them as a reader wants them', () => {
  const { columns, rows } = makeTable(
    { caption: 'Squares' },
    [1, 2 / 3],
    [
      { name: 'x', of: (x) => x },
      { name: 'square', format: (value) => value.toFixed(1), of: (x) => x ** 2 },
      { name: 'over 1', of: (x) => (x > 1 ? x : undefined) },
    ],
  );
  expect(rows).toEqual([
    [1, 1, undefined],
    [2 / 3, (2 / 3) ** 2, undefined],
  ]);
  const words = rows.map((row) => row.map((value, i) => valueWords(value, columns[i]!)));
  expect(words).toEqual([
    ['1', '1.0', ''],
    ['0.667', '0.4', ''],
  ]);
  expect([16_384, Infinity, -Infinity].map((value) => valueWords(value, { name: '' }))).toEqual(['16,384', '∞', '−∞']);
});
