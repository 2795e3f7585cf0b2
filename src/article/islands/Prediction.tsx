import { useId, useMemo } from 'react';
import { useProgress, useSession } from '../../panels/session';
import { useLoaded } from '../../panels/useLoaded';
import { isRevealed } from '../../state/progress';
import { useNear } from '../../ui/useNear';
import type { PredictionId } from '../answers';

export interface PredictionProps {
  readonly id: PredictionId;
  readonly ask: string;
  readonly options: readonly string[];
}

interface PredictionIslandProps extends PredictionProps {
  readonly place: HTMLElement;
}

/** What does the reader expect? Says what was measured as soon as they have said it, or have looked. */
export function Prediction({ id, ask, options, place }: PredictionIslandProps) {
  const isNear = useNear(useMemo(() => ({ current: place }), [place]));
  const name = useId();
  const { progress: store } = useSession();
  const progress = useProgress();
  const chosen = progress.predictions[id];
  const choose = (option: number) =>
    store.setState(({ predictions }) => ({ predictions: { ...predictions, [id]: option } }));
  return (
    <fieldset className="prediction">
      <legend>
        <span className="prediction-head">Before you look</span> {ask}
      </legend>
      <div className="prediction-options">
        {options.map((option, i) => (
          <label key={option} className={i === chosen ? 'prediction-option is-chosen' : 'prediction-option'}>
            <input type="radio" name={name} value={i} checked={i === chosen} onChange={() => choose(i)} />
            <span>{option}</span>
          </label>
        ))}
      </div>
      <div className="prediction-answer" role="status">
        {isNear && isRevealed(progress, id) && <Measured id={id} options={options} chosen={chosen} />}
      </div>
    </fieldset>
  );
}

interface MeasuredProps extends Pick<PredictionProps, 'id' | 'options'> {
  readonly chosen: number | undefined;
}

function Measured({ id, options, chosen }: MeasuredProps) {
  const session = useSession();
  const { state, value, message, retry } = useLoaded(id, async () => (await import('../answers')).answers[id](session));
  if (state === 'waiting') return null;
  if (state === 'failed')
    return (
      <p>
        What was measured did not load: {message}{' '}
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
      </p>
    );
  const isRight = chosen === value.right;
  const verdict =
    value.right === undefined ? '' : chosen === undefined ? `${options[value.right]}.` : isRight ? 'Yes.' : 'No.';
  return (
    <p>
      <strong>{verdict}</strong> {value.words}
    </p>
  );
}
