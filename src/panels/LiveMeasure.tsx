import type { ReactNode } from 'react';
import { IconButton } from '../ui/IconButton';
import { Segmented } from '../ui/Segmented';
import type { Live } from './useLive';
import { backendName, formatCount, progressWords } from './words';

export interface LiveMeasureProps {
  /** What will be measured, and on what. */
  readonly words: string;
  readonly live: Live<unknown>;
  /** How many of what may be asked for, when there is a choice. */
  readonly counts?: readonly number[];
  readonly count?: number;
  readonly unit?: string;
  readonly onCount?: (count: number) => void;
  /** Of the button that starts it. */
  readonly startLabel?: string;
  /** More to choose, beside the button. */
  readonly fields?: ReactNode;
  /** The comparison, once there is one. */
  readonly children?: ReactNode;
}

/** Recomputes a figure's numbers on the reader's machine: start, progress, stop, and the comparison with what is published. */
export function LiveMeasure({
  words,
  live,
  counts,
  count,
  unit = '',
  onCount,
  startLabel = 'Measure it here',
  fields,
  children,
}: LiveMeasureProps) {
  const isRunning = live.state === 'running';
  return (
    <div className="live">
      <div className="live-bar">
        {isRunning ? (
          <IconButton icon="stop" label="Stop" onPress={live.stop} hasText />
        ) : (
          <IconButton icon="play" label={startLabel} onPress={live.start} hasText />
        )}
        {fields}
        {counts && (
          <Segmented
            legend={unit}
            options={counts.map((each) => ({ id: String(each), label: formatCount(each) }))}
            value={String(count)}
            onChange={(id) => onCount?.(Number(id))}
          />
        )}
        <p className="live-words" role="status">
          {liveWords(live, words)}
        </p>
      </div>
      {isRunning && <progress className="live-progress" max={1} value={shareOf(live)} aria-label="Measured" />}
      {children}
    </div>
  );
}

const shareOf = ({ progress }: Live<unknown>) => (progress ? progress.done / Math.max(1, progress.total) : 0);

function liveWords({ state, progress, message, ran }: Live<unknown>, words: string): string {
  switch (state) {
    case 'idle':
      return words;
    case 'running':
      return progress ? `${progressWords(progress)}.` : 'Starting.';
    case 'done':
      return `Measured on your machine${ran ? ranWords(ran) : ''}.`;
    case 'stopped':
      return 'Stopped.';
    case 'failed':
      return message ?? 'It failed, and gave no reason.';
    default:
      return state satisfies never;
  }
}

/** ", on WebGPU, in 1.2 s" */
function ranWords({ backend, elapsedMs }: NonNullable<Live<unknown>['ran']>): string {
  return `${backend ? `, on ${backendName(backend)}` : ''}, in ${(elapsedMs / 1000).toFixed(1)} s`;
}
