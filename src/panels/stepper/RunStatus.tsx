import { IconButton } from '../../ui/IconButton';
import { freshCount } from '../../state/trajectory';
import { useRun, useSession } from '../session';
import { backendName, progressWords } from '../words';

/** One line: what runs and how far it is, with its stop button; what went wrong, with a retry; else where the picture comes from. */
export function RunStatus() {
  const { run } = useSession();
  const phase = useRun((state) => state.phase);
  const isRunning = phase === 'running';
  return (
    <div className={`run-status is-${phase}`}>
      <span className="run-words" role="status">
        <StatusWords />
      </span>
      {isRunning && <IconButton icon="stop" label="Stop" hasText onPress={() => run.stop()} />}
      {(phase === 'failed' || phase === 'stopped') && (
        <IconButton icon="retry" label="Run again" hasText onPress={() => run.retry()} />
      )}
    </div>
  );
}

function StatusWords() {
  const { phase, shown, message, progress } = useRun((state) => state);
  const measured = shown?.origin.kind === 'measured' ? ` Shown: measured on ${shown.origin.date}.` : '';
  switch (phase) {
    case 'waiting':
      return <>Opening.{measured}</>;
    case 'running':
      return (
        <>
          {progress ? progressWords(progress) : 'Starting the run'}
          {progress && <progress value={progress.done} max={progress.total} aria-label="Progress" />}
        </>
      );
    case 'stopped':
      return <>Stopped{shown ? ` with ${freshCount(shown)} of ${shown.sigmas.length} noise levels done` : ''}.</>;
    case 'failed':
      return (
        <>
          {message} {shown && 'The last whole result is shown.'}
        </>
      );
    case 'done': {
      if (shown?.origin.kind !== 'live') return null;
      const { backend, elapsedMs, evaluations } = shown.origin;
      return (
        <>
          Computed here on {backendName(backend)} in {(elapsedMs / 1000).toFixed(1)} s, {evaluations} evaluations a row.
        </>
      );
    }
    default:
      return phase satisfies never;
  }
}
