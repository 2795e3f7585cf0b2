import { IconButton } from '../ui/IconButton';

export interface Problem {
  /** Why something did not come. */
  readonly message?: string | undefined;
  /** Asks for it once more. */
  readonly retry?: (() => void) | undefined;
}

/** The first of them that is one. */
export function firstProblem(...all: readonly (Problem | undefined)[]): Problem {
  const { message, retry } = all.find((each) => each?.message !== undefined) ?? {};
  return { message, retry };
}

/** What went wrong, in words, with a button to try again where that can help; nothing when nothing did. */
export function FigureProblem({ message, retry }: Problem) {
  if (message === undefined) return null;
  return (
    <div className="figure-problem" role="status">
      <p>{message}</p>
      {retry && <IconButton icon="retry" label="Try again" hasText onPress={retry} />}
    </div>
  );
}
