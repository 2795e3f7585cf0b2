import type { Centring } from '../../state/similarity';
import { percent, twoDigits } from '../countAxis';
import { formatCount } from '../words';
import { type CountRow, cosineName, sourceLabel, sources } from './compute';

export interface CountTableProps {
  readonly rows: readonly CountRow[];
  readonly centring: Centring;
}

/** The medians of the charts. */
export function CountTable({ rows, centring }: CountTableProps) {
  const denoisers = sources.filter((source) => source !== 'fresh');
  const cell = (value: number | undefined, format: (value: number) => string) =>
    value === undefined ? '–' : format(value);
  return (
    <div className="table-scroll">
      <table>
        <caption>
          Shares of copies, and medians over samples: GL score, and greatest cosine (
          {centring === 'raw' ? 'raw' : 'centred'}) to a training image
        </caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              N
            </th>
            <th scope="colgroup" colSpan={denoisers.length}>
              Copies
            </th>
            <th scope="colgroup" colSpan={sources.length}>
              GL score
            </th>
            <th scope="colgroup" colSpan={sources.length}>
              Cosine
            </th>
          </tr>
          <tr>
            {[...denoisers, ...sources, ...sources].map((source, i) => (
              <th key={`${source} ${i}`} scope="col">
                {sourceLabel(source)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ images, memorized, similarity }) => (
            <tr key={images}>
              <th scope="row">{formatCount(images)}</th>
              {denoisers.map((id) => (
                <td key={id}>{cell(memorized[id], percent)}</td>
              ))}
              {(['relativeDistance', cosineName(centring)] as const).map((name) =>
                sources.map((source) => (
                  <td key={`${name} ${source}`}>{cell(similarity[source]?.[name].median, twoDigits)}</td>
                )),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
