import { type SubmitEvent, useId, useState } from 'react';
import { useProgress, useSession } from '../session';
import { type HandStep, hintFor, isEulerStep, readNumber } from './compute';

/** Three decimals, or three digits where the number is large, with a true minus. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 1 : size >= 10 ? 2 : 3).replace('-', '−');
}

export interface HandCheckProps {
  readonly at: HandStep;
  readonly isHeun: boolean;
  readonly onTake: () => void;
}

const solvedId = 'a step by hand';

/** The update with its numbers; the last one is for the reader to find. */
export function HandCheck({ at, isHeun, onTake }: HandCheckProps) {
  const id = useId();
  const { progress: store } = useSession();
  const { solved } = useProgress();
  const [text, setText] = useState('');
  const [reply, setReply] = useState<{ readonly isRight: boolean; readonly words: string }>();
  const [isShown, setShown] = useState(false);
  const isOpen = isShown || reply?.isRight === true;
  const check = (event: SubmitEvent) => {
    event.preventDefault();
    const answer = readNumber(text);
    if (answer === undefined) {
      setReply({ isRight: false, words: `“${text}” is not a number: write it like −0.25.` });
      return;
    }
    const isRight = isEulerStep(answer, at);
    setReply({ isRight, words: isRight ? 'Right.' : hintFor(answer, at) });
    if (isRight && !solved.includes(solvedId)) store.setState({ solved: [...solved, solvedId] });
  };
  const [sigma, sigmaNext, x, denoised, direction] = [at.sigma, at.sigmaNext, at.x, at.denoised, at.direction].map(
    formatNumber,
  );
  return (
    <form className="hand-check" onSubmit={check}>
      <ol>
        <li>
          The denoiser guesses <var>D</var> = <b>{denoised}</b> where <var>x</var> = <b>{x}</b>.
        </li>
        <li>
          So the direction is (<var>x</var> − <var>D</var>)/<var>σ</var> = ({x} − {denoised})/{sigma} ={' '}
          <b>{direction}</b>, and the score, (<var>D</var> − <var>x</var>)/<var>σ</var>², is {formatNumber(at.score)}.
        </li>
        <li>
          <label htmlFor={id}>
            The noise falls from <var>σ</var> = {sigma} to <var>σ</var>′ = {sigmaNext}: <var>x</var>′ = {x} + (
            {sigmaNext} − {sigma}) · {direction} =
          </label>{' '}
          {isOpen ? (
            <b>{formatNumber(at.euler)}</b>
          ) : (
            <span className="hand-answer">
              <input
                id={id}
                type="text"
                inputMode="text"
                autoComplete="off"
                value={text}
                placeholder="?"
                onChange={(event) => setText(event.target.value)}
              />
              <button type="submit" className="button">
                Check
              </button>
              <button type="button" className="button" onClick={() => setShown(true)}>
                Show
              </button>
            </span>
          )}
        </li>
      </ol>
      <p role="status" className="hand-reply">
        {reply?.words}
        {isOpen && isHeun && at.sigmaNext > 0 && (
          <>
            {' '}
            Heun’s method looks again from there, and ends at {formatNumber(at.next)} instead,{' '}
            {formatNumber(at.correction)} further.
          </>
        )}
        {isOpen && at.sigmaNext === 0 && ' With no noise left, the step ends on the guess: x′ = D.'}
      </p>
      {isOpen && (
        <button type="button" className="button" onClick={onTake}>
          Take the step
        </button>
      )}
      {solved.includes(solvedId) && (
        <p className="hand-done">You have done by hand what the sampler does for 784 pixels at every step.</p>
      )}
    </form>
  );
}
