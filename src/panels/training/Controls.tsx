import type { Training, TrainingState } from '../../state/training';
import { IconButton } from '../../ui/IconButton';
import { statusWords } from './compute';

/** Start, pause, resume, stop; and one line on how far it is. */
export function Controls({ training, state }: { readonly training: Training; readonly state: TrainingState }) {
  const { phase, imagesSeen, job, progress } = state;
  const isUnderWay = phase === 'preparing' || phase === 'training';
  const isEnding = phase === 'pausing' || phase === 'stopping';
  const canStop = isUnderWay || phase === 'paused';
  return (
    <div className="training-controls">
      <span className="training-buttons">
        {isUnderWay || isEnding ? (
          <IconButton
            icon="pause"
            label="Pause training"
            hasText
            isDisabled={isEnding}
            onPress={() => void training.pause()}
          />
        ) : phase === 'paused' ? (
          <IconButton icon="play" label="Resume training" hasText onPress={() => void training.resume()} />
        ) : (
          <IconButton
            icon="play"
            label={phase === 'idle' ? 'Start training' : 'Train another'}
            hasText
            onPress={() => void training.start()}
          />
        )}
        {(canStop || isEnding) && (
          <IconButton
            icon="stop"
            label="Stop training"
            hasText
            isDisabled={!canStop}
            onPress={() => void training.stop()}
          />
        )}
      </span>
      <span className="training-words" role={phase === 'training' ? undefined : 'status'}>
        {statusWords(state)}
      </span>
      {phase === 'preparing' && progress ? (
        <progress value={progress.done} max={progress.total} aria-label="Preparing" />
      ) : (
        job && phase !== 'failed' && <progress value={imagesSeen} max={job.imagesSeen} aria-label="Images seen" />
      )}
    </div>
  );
}
