import { useState } from 'react';
import { Pages } from './Pages';
import { headGroups, type TableData, valueWords } from './tableData';

/** So many cells are laid out at once: with thousands the page would stand still. */
const mostCells = 700;

/** Numbers as a table with its heads, for those who do not see the picture and those who want to know; a long one in pages. */
export function ValueTable({ table: { caption, columns, rows } }: { readonly table: TableData }) {
  const [asked, setAsked] = useState(0);
  const perPage = Math.min(rows.length, Math.max(1, Math.floor(mostCells / columns.length)));
  const first = Math.min(asked, rows.length - perPage);
  const turn = (by: number) => setAsked(Math.min(Math.max(0, first + by * perPage), rows.length - perPage));
  if (rows.length === 0) return <p>{caption}: nothing has been computed yet.</p>;
  const groups = headGroups(columns);
  const hasGroups = columns.some(({ group }) => group !== undefined);
  return (
    <>
      {perPage < rows.length && (
        <Pages unit="Rows" things="rows" {...{ first, last: first + perPage, count: rows.length }} onTurn={turn} />
      )}
      <div className="table-scroll" role="region" aria-label={caption} tabIndex={0}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {groups.map(({ group, columns: [first, ...others] }, i) =>
                group === undefined ? (
                  <th key={i} scope="col" {...(hasGroups && { rowSpan: 2 })} title={first!.unit}>
                    {first!.name}
                  </th>
                ) : (
                  <th key={i} scope="colgroup" colSpan={1 + others.length}>
                    {group}
                  </th>
                ),
              )}
            </tr>
            {hasGroups && (
              <tr>
                {columns.map(({ group, name, unit }, i) =>
                  group === undefined ? null : (
                    <th key={i} scope="col" title={unit}>
                      {name}
                    </th>
                  ),
                )}
              </tr>
            )}
          </thead>
          <tbody>
            {rows.slice(first, first + perPage).map(([head, ...values], i) => (
              <tr key={i}>
                <th scope="row">{valueWords(head, columns[0]!)}</th>
                {values.map((value, j) => (
                  <td key={j}>{valueWords(value, columns[j + 1]!)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
