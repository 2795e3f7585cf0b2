/** What an item found, as tables: in the report of the program in Node, and on the reader's page. */
import { type ItemResult, meets, type Target } from './result';

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function targetTable(targets: readonly Target[]): Table {
  return { head: ['measure', 'value', 'must', 'aim', ''], rows: targets.map(targetRow) };
}

function targetRow(target: Target): string[] {
  return [
    target.measure,
    shown(target.value),
    bound(target, target.must),
    bound(target, target.aim),
    verdictOf(target),
  ];
}

function verdictOf(target: Target): string {
  if (!meets(target, target.must)) return '**missed**';
  if (target.aim === undefined) return 'met';
  if (meets(target, target.aim)) return 'aim reached';
  return target.must === undefined ? 'aim not reached' : 'met';
}

const bound = ({ better }: Target, value: number | undefined) =>
  value === undefined ? '' : `${better === 'higher' ? 'at least' : 'at most'} ${value}`;

/** Durations, then other numbers. */
export function numberTables({ timings, figures }: Pick<ItemResult, 'timings' | 'figures'>): Table[] {
  const durations = Object.entries(timings ?? {}).map(([name, { medianMs, quartilesMs, runs }]) => [
    name,
    shown(medianMs),
    quartilesMs.map(shown).join(' to '),
    String(runs),
  ]);
  const numbers = Object.entries(figures ?? {}).map(([name, value]) => [name, shown(value)]);
  return [
    ...(durations.length > 0 ? [{ head: ['', 'median, ms', 'quartiles', 'runs'], rows: durations }] : []),
    ...(numbers.length > 0 ? [{ head: ['', 'value'], rows: numbers }] : []),
  ];
}

export function markdownTable({ head, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function shown(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
}
