import { type ReactNode, useId } from 'react';
import { Disclosure } from './Disclosure';

export interface FigureProps {
  /** The finding, in a sentence. */
  readonly title: string;
  /** What to try. */
  readonly caption: ReactNode;
  /** How this was computed. */
  readonly method: ReactNode;
  /** The numbers behind the picture, for those who do not see it and those who want them. */
  readonly table: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every figure. */
export function Figure({ title, caption, method, table, children }: FigureProps) {
  const titleId = useId();
  return (
    <figure className="figure" aria-labelledby={titleId}>
      <h3 id={titleId} className="figure-title">
        {title}
      </h3>
      {children}
      <figcaption className="figure-caption">{caption}</figcaption>
      <div className="figure-notes">
        <Disclosure summary="How this was computed">{method}</Disclosure>
        <Disclosure summary="The numbers as a table">{table}</Disclosure>
      </div>
    </figure>
  );
}
