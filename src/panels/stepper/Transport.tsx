import { useId, useState } from 'react';
import { formatSigma } from '../../draw/sigmaAxis';
import { IconButton } from '../../ui/IconButton';
import { usePlay } from '../../ui/usePlay';
import { useSession, useView } from '../session';

export interface TransportProps {
  readonly step: number;
  readonly sigmas: readonly number[];
}

const speeds = [0.5, 1, 2, 4] as const;
const stepMs = 400;

/** Restart, back, play, forward, scrub, speed. */
export function Transport({ step, sigmas }: TransportProps) {
  const { change, view } = useSession();
  const isPlaying = useView((state) => state.isPlaying);
  const [speed, setSpeed] = useState<number>(1);
  const speedId = useId();
  const last = sigmas.length - 1;
  const setPlaying = (next: boolean) => view.setState({ isPlaying: next });
  const go = (to: number) => {
    setPlaying(false);
    change({ step: to });
  };
  usePlay(isPlaying, stepMs / speed, () => {
    if (step < last) change({ step: step + 1 });
    if (step + 1 >= last) setPlaying(false);
  });
  const play = () => {
    if (!isPlaying && step === last) change({ step: 0 });
    setPlaying(!isPlaying);
  };
  const words = `Step ${step} of ${last}, σ = ${formatSigma(sigmas[step] ?? 0)}`;
  return (
    <div className="transport" role="group" aria-label="Steps">
      <span className="transport-buttons">
        <IconButton icon="first" label="Restart" onPress={() => go(0)} isDisabled={step === 0} />
        <IconButton icon="back" label="Step back" onPress={() => go(Math.max(0, step - 1))} isDisabled={step === 0} />
        <IconButton icon={isPlaying ? 'pause' : 'play'} label={isPlaying ? 'Pause' : 'Play'} onPress={play} />
        <IconButton
          icon="forward"
          label="Step forward"
          onPress={() => go(Math.min(last, step + 1))}
          isDisabled={step === last}
        />
      </span>
      <input
        type="range"
        className="scrub"
        aria-label="Step"
        min={0}
        max={last}
        value={step}
        aria-valuetext={words}
        onChange={(event) => go(event.target.valueAsNumber)}
      />
      <output className="transport-words">{words}</output>
      <span className="transport-speed">
        <label htmlFor={speedId}>Speed</label>
        <select id={speedId} value={speed} onChange={(event) => setSpeed(Number(event.target.value))}>
          {speeds.map((factor) => (
            <option key={factor} value={factor}>
              {factor}×
            </option>
          ))}
        </select>
      </span>
    </div>
  );
}
