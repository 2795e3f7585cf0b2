import { Pages, usePages } from './Pages';
import { headGroups, type TableData, valueWords } from './tableData';

/** So many cells are laid out at once: with thousands the page would stand still. */
const mostCells = 500;

/** Numbers as a table with its heads, for those who do not see the picture and those who want to know; a long one in pages. */
export function ValueTable({ table: { caption, columns, rows } }: { readonly table: TableData }) {
  const paging = usePages(rows.length, Math.max(1, Math.floor(mostCells / columns.length)));
  const { first, last } = paging;
  if (rows.length === 0) return <p>{caption}: nothing has been computed yet.</p>;
  const groups = headGroups(columns);
  const hasGroups = columns.some(({ group }) => group !== undefined);
  return (
    <>
      {last - first < rows.length && <Pages {...paging} unit="Rows" things="rows" />}
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
            {rows.slice(first, last).map(([head, ...values], i) => (
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
