import { expect, test } from 'vitest';
import { panned, zoomed } from './paintHeatMap';

const whole = { row: 0, column: 0, span: 100 };

test('zooming keeps the cell under the pointer where it is', () => {
  const view = zoomed(whole, 0.5, [30, 80], 100);
  expect(view).toEqual({ row: 15, column: 40, span: 50 });
  const share = (start: number, cell: number) => (cell - start) / view.span;
  expect([share(view.row, 30), share(view.column, 80)]).toEqual([0.3, 0.8]);
});

test('no view leaves the matrix, or is smaller than four cells', () => {
  expect(zoomed({ row: 15, column: 40, span: 50 }, 4, [20, 60], 100)).toEqual(whole);
  expect(zoomed(whole, 0.001, [0, 100], 100)).toEqual({ row: 0, column: 96, span: 4 });
  expect(panned({ row: 15, column: 40, span: 50 }, [-30, 30], 100)).toEqual({ row: 0, column: 50, span: 50 });
});
