import { useMemo, useState } from 'react';
import { datasetInfo } from '../../data/catalog';
import { Segmented } from '../../ui/Segmented';
import { usePlaceWidth } from '../../ui/useWidth';
import { useInput, useInputs, useRun } from '../session';
import { planeCurves } from './compute';
import { DotCard } from './DotCard';
import { PlaneChart } from './PlaneChart';
import { useDots } from './useDots';
import './plane.css';

const views = [
  { id: 'denoised', label: 'D(x; σ)' },
  { id: 'x', label: 'x' },
] as const;

/** The same trajectories as curves on the first two modes of the data, among the training images. */
export function PlanePanel() {
  const [ref, widthPx] = usePlaceWidth();
  const [view, setView] = useInput('plane');
  const [pointed, setPointed] = useState<{ readonly index: number; readonly at: readonly [number, number] }>();
  const { dataset } = useInputs();
  const shown = useRun((run) => run.shown);
  const { dots, message } = useDots();
  const curves = useMemo(() => (shown ? planeCurves(shown, view) : []), [shown, view]);
  const heightPx = Math.round(Math.min(640, Math.max(320, widthPx * 0.72)));
  return (
    <div className="plane">
      <div className="plane-bar">
        <Segmented legend="Shown" options={views} value={view} onChange={setView} />
        <p className="plane-note">
          {view === 'x'
            ? 'x is divided by √(1 + σ²), so that the noise stays on the sheet.'
            : 'The guess of the clean image, at every noise level.'}
        </p>
      </div>
      <div
        ref={ref}
        className="plane-sheet"
        style={{ minHeight: heightPx }}
        onPointerLeave={() => setPointed(undefined)}
      >
        {widthPx > 0 && (
          <PlaneChart
            widthPx={widthPx}
            heightPx={heightPx}
            curves={curves}
            dots={dots}
            noun={datasetInfo(dataset).label}
            onPointDot={(index, at) => setPointed(index === undefined ? undefined : { index, at })}
          />
        )}
        {pointed && (
          <DotCard key={pointed.index} dataset={dataset} index={pointed.index} at={pointed.at} widthPx={widthPx} />
        )}
        {message !== undefined && <p className="plane-message">{message}</p>}
      </div>
    </div>
  );
}
