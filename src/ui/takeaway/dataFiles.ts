/** A figure's numbers as files, with where they come from. */
import { sourceWords } from '../source';
import { columnName, type TableData, type Value } from '../tableData';
import type { Takeaway } from './takeaway';

/** RFC 4180, after lines of comment that begin with #. A value that is not there is empty; infinity is inf. */
export function toCsv({ id, title, link, sources, taken }: Takeaway, { caption, columns, rows }: TableData): string {
  const notes = [
    `Figure ${id}: ${title}`,
    caption,
    link,
    `Taken ${taken}`,
    ...sources.map(sourceWords),
    ...columns.flatMap((column) => (column.unit === undefined ? [] : [`${columnName(column)}: ${column.unit}`])),
  ];
  const lines = [
    ...notes.map((note) => `# ${note.replace(/\s+/g, ' ')}`),
    columns.map((column) => csvField(columnName(column))).join(','),
    ...rows.map((row) => row.map(csvField).join(',')),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function csvField(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : value > 0 ? 'inf' : '-inf';
  return /[",\r\n#]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** All tables. A value that is not there is null; infinity, which JSON does not have, is "Infinity". */
export function toJson({ id, title, link, taken, inputs, sources, tables }: Takeaway): string {
  const file = {
    figure: id,
    title,
    link,
    provenance: { taken, inputs, sources },
    tables: tables.map(({ name, caption, columns, rows }) => ({
      name,
      caption,
      columns: columns.map((column) => ({ name: columnName(column), unit: column.unit ?? null })),
      rows: rows.map((row) => row.map(jsonValue)),
    })),
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

function jsonValue(value: Value): string | number | null {
  if (typeof value === 'number' && !Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return value ?? null;
}
