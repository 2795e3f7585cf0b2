/** The numbers behind a figure: drawn as a table, and taken away at full precision. */
import { formatCount } from '../draw/count';

/** Undefined where there is none; Infinity is a value. */
export type Value = number | string | undefined;

export interface Column {
  readonly name: string;
  /** Columns beside each other with the same group stand under one head. */
  readonly group?: string;
  /** Of the number in the file. */
  readonly unit?: string;
  /** How a reader sees it; a whole number, or one of three digits, unless it is given. */
  readonly format?: (value: number) => string;
}

export interface TableData {
  /** Tells it from the other tables of the figure, in the name of its file. */
  readonly name: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  /** As many values as columns; the first names the row. */
  readonly rows: readonly (readonly Value[])[];
}

/** A column and where its values come from. */
export interface ColumnOf<Row> extends Column {
  readonly of: (row: Row) => Value;
}

export function makeTable<Row>(
  { name = 'numbers', caption }: { readonly name?: string; readonly caption: string },
  rows: readonly Row[],
  columns: readonly ColumnOf<Row>[],
): TableData {
  const values = rows.map((row) => columns.map((column) => column.of(row)));
  return { name, caption, columns: columns.map(({ of: _, ...column }) => column), rows: values };
}

/** "Theory: test", one name in the whole table. */
export const columnName = ({ group, name }: Column) => (group === undefined ? name : `${group}: ${name}`);

const usual = (value: number) => (Number.isInteger(value) ? formatCount(value) : value.toPrecision(3));

/** As a reader sees it; empty where there is none. */
export function valueWords(value: Value, { format = usual }: Column): string {
  if (typeof value !== 'number') return value ?? '';
  return Number.isFinite(value) ? format(value) : `${value < 0 ? '−' : ''}∞`;
}

export interface HeadGroup {
  readonly group: string | undefined;
  readonly columns: readonly Column[];
}

/** Columns beside each other that share a group; those without one stand alone. */
export function headGroups(columns: readonly Column[]): HeadGroup[] {
  const groups: { group: string | undefined; columns: Column[] }[] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    if (column.group !== undefined && last?.group === column.group) last.columns.push(column);
    else groups.push({ group: column.group, columns: [column] });
  }
  return groups;
}
