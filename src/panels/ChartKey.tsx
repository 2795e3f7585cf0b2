import { dashes } from '../draw/curve';

export interface KeyItem {
  readonly color: string;
  readonly mark: 'theory' | 'line' | 'dot' | 'hollow';
  readonly words: string;
}

/** What the marks of several charts stand for. */
export function ChartKey({ items }: { readonly items: readonly KeyItem[] }) {
  return (
    <ul className="chart-key">
      {items.map(({ color, mark, words }) => (
        <li key={words}>
          <svg width="26" height="12" viewBox="0 0 26 12" style={{ color }} aria-hidden="true">
            {mark === 'theory' || mark === 'line' ? (
              <path
                className={mark === 'theory' ? 'chart-line is-thin' : 'chart-line'}
                d="M2,6H24"
                style={{ strokeDasharray: dashes[mark === 'theory' ? 'dashed' : 'solid'] }}
              />
            ) : (
              <circle className={mark === 'hollow' ? 'chart-dot is-hollow' : 'chart-dot'} cx="13" cy="6" r="4" />
            )}
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}
