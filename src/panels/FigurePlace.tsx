export interface FigurePlaceProps {
  readonly title: string;
  /** Why its numbers did not come. */
  readonly problem?: string | undefined;
}

/** Holds the place of a figure until its numbers are there. */
export function FigurePlace({ title, problem }: FigurePlaceProps) {
  return (
    <figure className="figure" aria-label={title} aria-busy={problem === undefined}>
      <p className="figure-title">{title}</p>
      <p className={problem === undefined ? 'figure-waiting' : 'figure-problem'} role="status">
        {problem ?? 'Reading what was measured.'}
      </p>
    </figure>
  );
}
