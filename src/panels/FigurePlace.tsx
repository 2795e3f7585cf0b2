import { FigureProblem, type Problem } from './FigureProblem';

export interface FigurePlaceProps {
  readonly title: string;
  /** Why its numbers did not come, if they did not. */
  readonly problem?: Problem | undefined;
}

/** Holds the place of a figure until its numbers are there. */
export function FigurePlace({ title, problem }: FigurePlaceProps) {
  const isWaiting = problem?.message === undefined;
  return (
    <figure className="figure" aria-label={title} aria-busy={isWaiting}>
      <p className="figure-title">{title}</p>
      {isWaiting ? (
        <p className="figure-waiting" role="status">
          Reading what was measured.
        </p>
      ) : (
        <FigureProblem {...problem} />
      )}
    </figure>
  );
}
