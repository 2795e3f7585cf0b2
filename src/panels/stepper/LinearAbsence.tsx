import { useState } from 'react';
import { useStore } from 'zustand';
import { areCovered, paperSchedule, paperSigmas } from '../../denoisers/linearCatalog';
import { isSameSigma, karrasSigmas } from '../../diffusion/schedule';
import type { DistillFrame } from '../../engine/protocol';
import { linearLevels } from '../../state/linearMaps';
import { IconButton } from '../../ui/IconButton';
import { Segmented } from '../../ui/Segmented';
import { useSession } from '../session';
import { type RunJob, useLive } from '../useLive';
import { formatCount, progressWords } from '../words';
import type { RowAbsenceProps } from './RowAbsence';

/** Noisy inputs at each noise level: quick and noisy, or slow and better. */
const counts = [4096, 16_384];
const seed = 1;

/** In the linear denoiser's place when it lacks a map at some noise level: leads to levels where it has one, or distils those that are missing. */
export function LinearAbsence({ job, reason }: RowAbsenceProps) {
  const { change, linear, run: sampling } = useSession();
  const maps = useStore(linear.store);
  const [count, setCount] = useState(counts[0]!);
  const { dataset, subset, network = '', steps, sigmaMax, rho } = job;
  const known = linearLevels(maps, network);
  const sigmas = karrasSigmas({ steps, sigmaMax, rho }).slice(0, -1);
  const missing =
    reason === undefined ? sigmas.filter((sigma) => !known.some((level) => isSameSigma(level, sigma))) : sigmas;
  const distil = async (run: RunJob) => {
    const source = { dataset, subset, network, teacher: 'network', inputs: 'heldOut' } as const;
    const onFrame = ({ sigma }: DistillFrame) => linear.add(network, sigma);
    await run({ kind: 'distill', ...source, sigmas: missing, count, seed }, { onFrame });
    if (reason !== undefined) sampling.retry(); // the inputs are the same, the maps are not
  };
  const live = useLive(`${network} ${missing.length} ${steps} ${sigmaMax} ${rho}`, distil);
  if (network === '')
    return (
      <div className="row-absence">
        <p>It is distilled from a network, and no network was trained on these images.</p>
      </div>
    );
  const isRunning = live.state === 'running';
  const isOnPaper = areCovered(paperSigmas, sigmas) && steps === paperSchedule.steps;
  return (
    <div className="row-absence">
      <p role="status">
        {isRunning && live.progress
          ? `${progressWords(live.progress)}.`
          : (live.message ?? wordsOf(reason, maps.message))}
      </p>
      {!isOnPaper && !isRunning && (
        <button type="button" className="button" onClick={() => change(paperSchedule)}>
          Use the ten noise levels of the paper
        </button>
      )}
      {isRunning ? (
        <IconButton icon="stop" label="Stop distilling" hasText onPress={live.stop} />
      ) : (
        <IconButton
          icon="play"
          label={`Distil it here, at ${missing.length} ${missing.length === 1 ? 'level' : 'levels'}`}
          hasText
          onPress={live.start}
        />
      )}
      <Segmented
        legend="Noisy inputs a level"
        options={counts.map((each) => ({ id: String(each), label: formatCount(each) }))}
        value={String(count)}
        onChange={(id) => setCount(Number(id))}
      />
      {isRunning && live.progress && (
        <progress max={live.progress.total} value={live.progress.done} aria-label="Distilled" />
      )}
    </div>
  );
}

function wordsOf(reason: string | undefined, message: string | undefined): string {
  if (reason !== undefined) return reason;
  const what =
    'One linear map for each noise level, and none between them. Ready ones are at the ten levels of the paper.';
  return message === undefined ? what : `The list of ready maps did not load: ${message}`;
}
