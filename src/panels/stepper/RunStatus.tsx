import { IconButton } from '../../ui/IconButton';
import { isSameWalk } from '../../state/job';
import type { RunState } from '../../state/run';
import { freshCount } from '../../state/trajectory';
import { useRun, useSession } from '../session';
import { backendName, progressWords } from '../words';

/** One line: what runs and how far it is, with its stop button; what went wrong, with a retry; else where the picture comes from. */
export function RunStatus() {
  const { run } = useSession();
  const state = useRun((current) => current);
  const { phase, progress } = state;
  const isRunning = phase === 'running';
  return (
    <div className={`run-status is-${phase}`}>
      <span className="run-words" role={isRunning ? undefined : 'status'}>
        {statusWords(state)}
      </span>
      {isRunning && <IconButton icon="stop" label="Stop" hasText onPress={() => run.stop()} />}
      {(phase === 'failed' || phase === 'stopped') && (
        <IconButton icon="retry" label="Run again" hasText onPress={() => run.retry()} />
      )}
      {progress && <progress value={progress.done} max={progress.total} aria-label="Progress" />}
    </div>
  );
}

/** One string, so that the browser sees one text that stays where it begins. */
function statusWords({ phase, shown, measured, message, progress }: RunState): string {
  const isMeasured = shown && measured && isSameWalk(shown.job, measured.job);
  const until = isMeasured ? ` Until then: measured on ${measured.date}.` : '';
  switch (phase) {
    case 'waiting':
      return `The engine is starting.${until}`;
    case 'running':
      return `${progress ? progressWords(progress) : 'The run is starting'}.${until}`;
    case 'stopped':
      return shown ? `Stopped with ${freshCount(shown)} of ${shown.sigmas.length} noise levels done.` : 'Stopped.';
    case 'failed':
      return `${sentence(message ?? 'The run failed')}${shown ? ' The last whole result is shown.' : ''}`;
    case 'done': {
      if (shown?.origin.kind !== 'live') return '';
      const { backend, elapsedMs, evaluations } = shown.origin;
      const seconds = (elapsedMs / 1000).toFixed(1);
      return `Computed here on ${backendName(backend)} in ${seconds} s, ${evaluations} evaluations a row.`;
    }
    default:
      return phase satisfies never;
  }
}

/** Errors end without a full stop. */
const sentence = (words: string) => (/[.!?]$/.test(words) ? words : `${words}.`);
