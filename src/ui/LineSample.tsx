import { dashes, type LineStyle } from '../draw/curve';

/** A short piece of a line in its colour and style, to stand beside a name. */
export function LineSample({ color, line }: { readonly color: string; readonly line: LineStyle }) {
  return (
    <svg className="line-sample" width="28" height="8" viewBox="0 0 28 8" aria-hidden="true">
      <path
        d="M2,4H26"
        fill="none"
        strokeWidth="2.5"
        strokeLinecap="round"
        style={{ stroke: color, strokeDasharray: dashes[line] }}
      />
    </svg>
  );
}
