import { type KeyboardEvent, useCallback, useDeferredValue, useMemo, useState } from 'react';
import { datasetInfo } from '../../data/catalog';
import { type DenoiserId, denoiserIds, everywhereIds, usualIds } from '../../denoisers/catalog';
import { layOutStrip } from '../../draw/strip';
import { begin } from '../../state/trajectory';
import { sampleJob } from '../../state/job';
import { usePlaceWidth } from '../../ui/useWidth';
import { InPieces } from '../../ui/InPieces';
import { usePixelRatio } from '../../ui/usePixelRatio';
import { useInputs, useRun, useSession, useView } from '../session';
import { announcement } from '../words';
import { nearestDistances, stepAfterKey } from './compute';
import { EnlargeDialog } from './EnlargeDialog';
import { layOutStepper, spaces } from './layout';
import { Row } from './Row';
import { LocalSwitch } from './LocalSwitch';
import { RunStatus } from './RunStatus';
import { SigmaAxis } from './SigmaAxis';
import { TileHeads } from './TileHeads';
import { Transport } from './Transport';
import './stepper.css';

/** All denoisers from one noise, side by side, step by step. */
export function StepperPanel() {
  const [isEnlarged, setEnlarged] = useState(false);
  const inputs = useInputs();
  // drawing a run takes time, which the browser may take in pieces
  const shown = useDeferredValue(useRun((run) => run.shown));
  const empty = useMemo(() => begin({ ...sampleJob(inputs, []), denoisers: everywhereIds }, undefined), [inputs]);
  const trajectory = shown ?? empty;
  const step = Math.min(inputs.step, trajectory.sigmas.length - 1);
  const { ref, layout, strip } = useLayout(trajectory.sigmas.length, step);
  const onKeyDown = useStepKeys(step, trajectory.sigmas.length - 1);
  const isPlaying = useView((view) => view.isPlaying);
  const rows: readonly DenoiserId[] = inputs.local === 'on' ? denoiserIds : usualIds;
  const mostDistance = Math.max(
    0.1,
    ...rows.flatMap((id) => nearestDistances(trajectory, id).map(({ distance }) => distance)),
  );
  const onEnlarge = useCallback(() => setEnlarged(true), []);
  const row = { trajectory, strip, layout, step, mostDistance, onEnlarge };
  return (
    <div
      className="stepper"
      role="group"
      aria-label="Stepper: arrow keys step, Home and End jump, Space plays"
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="stepper-bar">
        <Transport step={step} sigmas={trajectory.sigmas} />
        <RunStatus />
      </div>
      <InPieces>
        <div
          ref={ref}
          className={layout.isStacked ? 'rows is-stacked' : 'rows'}
          style={{ '--tile': `${layout.tilePx}px` } as React.CSSProperties}
        >
          <InPieces>
            <div className="row heads">
              {!layout.isStacked && <TileHeads sigmaData={datasetInfo(trajectory.job.dataset).sigmaData} />}
              <div className="strip-head">
                <SigmaAxis sigmas={trajectory.sigmas} strip={strip} widthPx={layout.stripWidthPx} step={step} />
              </div>
            </div>
            {rows.map((id) => (
              <Row key={id} id={id} {...row} />
            ))}
          </InPieces>
        </div>
        <LocalSwitch />
      </InPieces>
      <p className="visually-hidden" aria-live="polite">
        {isPlaying ? '' : announcement(trajectory, step)}
      </p>
      {isEnlarged && <EnlargeDialog trajectory={trajectory} step={step} onClose={() => setEnlarged(false)} />}
    </div>
  );
}

function useLayout(count: number, current: number) {
  const [ref, placePx] = usePlaceWidth();
  const widthPx = placePx || 320;
  const pixelRatio = usePixelRatio();
  const layout = useMemo(
    () => layOutStepper({ widthPx, pixelRatio, imageWidth: 28, count }),
    [widthPx, pixelRatio, count],
  );
  const strip = useMemo(
    () =>
      layOutStrip({ widthPx: layout.stripWidthPx, tilePx: layout.stripTilePx, gapPx: spaces.stripGap, count, current }),
    [layout, count, current],
  );
  return { ref, layout, strip };
}

function useStepKeys(step: number, last: number) {
  const { change, view } = useSession();
  return (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, select, textarea, dialog, summary'))
      return;
    if (event.key === ' ') {
      if (target.closest('button')) return;
      event.preventDefault();
      const { isPlaying } = view.getState();
      if (!isPlaying && step === last) change({ step: 0 });
      view.setState({ isPlaying: !isPlaying });
      return;
    }
    const next = stepAfterKey(event.key, step, last);
    if (next === undefined) return;
    event.preventDefault();
    view.setState({ isPlaying: false });
    change({ step: next });
  };
}
