import { describe, expect, test } from 'vitest';
import { makeTable } from '../tableData';
import { toCsv, toJson } from './dataFiles';
import type { Takeaway } from './takeaway';

const numbers = [
  { name: 'plain', value: 0.1 + 0.2 },
  { name: 'with, comma', value: Number.MIN_VALUE },
  { name: 'with "quotes"', value: undefined },
  { name: 'two\r\nlines', value: Infinity },
  { name: '# no comment', value: -1e21 },
];
const table = makeTable({ name: 'over-n', caption: 'What\nit is' }, numbers, [
  { name: 'Name', of: ({ name }) => name },
  { group: 'Loss, all', name: 'test', unit: 'nats', format: () => 'rounded', of: ({ value }) => value },
]);
const takeaway: Takeaway = {
  id: 'linearity',
  title: 'A finding',
  link: 'https://example.org/?v=1&images=64#figure-linearity',
  inputs: { dataset: 'fashion', images: 64 },
  sources: [
    { kind: 'published', file: 'results/a.json', command: 'npm run measure -- a', date: '2026-11-01', seed: 7 },
    { kind: 'computed', what: 'Theory', on: 'the CPU', elapsedMs: 12.4 },
  ],
  tables: [table],
  taken: '2026-11-22T10:00:00.000Z',
};

/** Of RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)!.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

describe('CSV', () => {
  const text = toCsv(takeaway, table);
  const lines = text.split('\r\n');
  const notes = lines.filter((line) => line.startsWith('# '));
  const body = parseCsv(lines.filter((line) => !line.startsWith('# ')).join('\r\n'));

  test('holds every value at full precision, also those that need quotes', () => {
    expect(body[0]).toEqual(['Name', 'Loss, all: test']);
    const values = body.slice(1).map(([name, value]) => ({
      name,
      value: value === '' ? undefined : value === 'inf' ? Infinity : Number(value),
    }));
    expect(values).toEqual(numbers);
  });

  test('begins with where it comes from, one line each', () => {
    expect(notes).toEqual([
      '# Figure linearity: A finding',
      '# What it is',
      '# https://example.org/?v=1&images=64#figure-linearity',
      '# Taken 2026-11-22T10:00:00.000Z',
      '# results/a.json: measured on 2026-11-01 with npm run measure -- a, seed 7',
      '# Theory: computed in the browser on the CPU in 12 ms',
      '# Loss, all: test: nats',
    ]);
  });
});

test('JSON holds every value at full precision, and where it comes from', () => {
  const { figure, provenance, tables } = JSON.parse(toJson(takeaway)) as {
    figure: string;
    provenance: unknown;
    tables: { columns: unknown; rows: unknown }[];
  };
  expect(figure).toBe('linearity');
  expect(provenance).toEqual({ taken: takeaway.taken, inputs: takeaway.inputs, sources: takeaway.sources });
  expect(tables[0]!.columns).toEqual([
    { name: 'Name', unit: null },
    { name: 'Loss, all: test', unit: 'nats' },
  ]);
  const jsonOf = (value: number | undefined) => (value === Infinity ? 'Infinity' : (value ?? null));
  expect(tables[0]!.rows).toEqual(numbers.map(({ name, value }) => [name, jsonOf(value)]));
});
