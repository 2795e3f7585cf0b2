import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { InPieces } from '../../ui/InPieces';
import { useSession } from '../session';
import { ChoiceFields } from './ChoiceFields';
import { chartsOf } from './compute';
import { Controls } from './Controls';
import { LookView } from './LookView';
import { OwnNetworks } from './OwnNetworks';
import { TrainingChart } from './TrainingChart';
import './training.css';

/** Before so many images nothing has happened yet. */
const firstImages = 128;

/** Trains a network in the page, and shows what becomes of it on the way. */
export function TrainingPanel() {
  const { training } = useSession();
  const state = useStore(training.store);
  const { phase, choice, looks, job } = state;
  const [chosen, setChosen] = useState<number>();
  const last = looks.length - 1;
  const index = Math.max(0, chosen === undefined || chosen >= last ? last : chosen);
  const charts = useMemo(() => chartsOf(state), [state]);
  const isFixed = phase !== 'idle' && phase !== 'ended' && phase !== 'failed';
  const domain = [firstImages, job?.imagesSeen ?? choice.imagesSeen] as const;
  const point = (images: number) => {
    const gap = (i: number) => Math.abs(Math.log(Math.max(1, looks[i]!.imagesSeen) / images));
    const nearest = looks.reduce((best, _, i) => (gap(i) < gap(best) ? i : best), 0);
    setChosen(nearest === last ? undefined : nearest);
  };
  return (
    <div className="training">
      <InPieces>
        <ChoiceFields choice={choice} isFixed={isFixed} onChange={(patch) => training.choose(patch)} />
        <Controls training={training} state={state} />
        <div className="training-charts">
          {charts.map((chart) => (
            <TrainingChart
              key={chart.title}
              chart={chart}
              domain={domain}
              shown={looks[index]?.imagesSeen}
              onPoint={(images) => {
                if (looks.length > 0) point(images);
              }}
            />
          ))}
        </div>
        <LookView
          dataset={job?.dataset ?? choice.dataset}
          looks={looks}
          index={index}
          onChange={(next) => setChosen(next === last ? undefined : next)}
        />
        <OwnNetworks />
      </InPieces>
    </div>
  );
}
