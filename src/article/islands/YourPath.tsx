import { useSession, useProgress } from '../../panels/session';
import { useLoaded } from '../../panels/useLoaded';
import type { PredictionId } from '../answers';

interface YourPathProps {
  /** Of all predictions of the page. */
  readonly ids: readonly PredictionId[];
}

/** What the reader predicted, against what was measured; and whether figures wait for predictions. */
export function YourPath({ ids }: YourPathProps) {
  const session = useSession();
  const { progress: store } = session;
  const { predictions, isGuided } = useProgress();
  const made = ids.filter((id) => predictions[id] !== undefined);
  const { value: right, message } = useLoaded(made.join(' '), async () => {
    const { answers } = await import('../answers');
    const all = await Promise.all(made.map((id) => answers[id](session)));
    return all.filter((answer, i) => answer.right === predictions[made[i]!]).length;
  });
  return (
    <section className="your-path" aria-label="Your path">
      <p role="status">
        {made.length === 0
          ? `You have made none of the ${ids.length} predictions of this page.`
          : `You have made ${made.length} of the ${ids.length} predictions of this page${right === undefined ? '' : `, and the numbers bear out ${right} of them`}.`}
        {message !== undefined && ` What was measured did not load: ${message}`} They are kept in this browser and
        nowhere else.
      </p>
      <p className="cover-buttons">
        <button type="button" className="button" onClick={() => store.setState({ isGuided: !isGuided })}>
          {isGuided ? 'Show all figures at once' : 'Hide figures until I have predicted'}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => store.setState({ isGuided: true, predictions: {}, skipped: [], solved: [] })}
        >
          Forget my answers
        </button>
      </p>
    </section>
  );
}
