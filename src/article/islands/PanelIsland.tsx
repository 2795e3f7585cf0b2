import { type ComponentType, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { FigureProblem } from '../../panels/FigureProblem';
import { loadProgram } from '../../panels/loadProgram';
import { panels, type PanelId } from '../../panels/panels';
import { SessionContext, useProgress, useSession } from '../../panels/session';
import { useLoaded } from '../../panels/useLoaded';
import { makeFollower } from '../../state/follow';
import { isRevealed } from '../../state/progress';
import type { Session } from '../../state/session';
import { survivesReload } from '../../state/survivesReload';
import { Boundary } from '../../ui/Boundary';
import { type Pin, PinContext } from '../../ui/pin';
import { useInSight, useNear } from '../../ui/useNear';
import { PlaceWidth } from '../../ui/useWidth';
import { allPanels } from '../allPanels';
import { StepperFigure } from '../../panels/stepper/StepperFigure';

/** Come with the page, and wait for nothing: the first figure. */
const atOnce: Partial<Record<PanelId, ComponentType>> = { stepper: StepperFigure };

interface PanelIslandProps {
  readonly name: PanelId;
  /** The prediction that this figure answers. */
  readonly answers?: string;
  readonly place: HTMLElement;
  /** Of the place, before anything came into the page. */
  readonly widthPx: number;
  /** The width of the window at that time. */
  readonly windowPx: number;
}

/** A figure: its code is loaded when the reader comes near, and its answer waits for the reader's own where there is a prediction. */
export function PanelIsland({ name, answers, place, widthPx, windowPx }: PanelIslandProps) {
  const { label, load } = panels[name];
  const isNear = useNear(
    useMemo(() => ({ current: place }), [place]),
    800,
  );
  const areAllWanted = useStore(allPanels, ({ areWanted }) => areWanted);
  const progress = useProgress();
  const isCovered = answers !== undefined && !isRevealed(progress, answers);
  const pin = usePin(place);
  const session = useFollowing(place, pin.isPinned);
  const loaded = useLoaded(!atOnce[name] && (isNear || areAllWanted) ? name : undefined, (isAgain) =>
    loadProgram(load, isAgain && survivesReload(session)),
  );
  const body = useRef<HTMLDivElement>(null);
  useOnTop(body, pin.isPinned);
  const Panel = atOnce[name] ?? loaded.value;
  return (
    <Boundary label={label}>
      {pin.isPinned && (
        <div className="pinned-place" style={{ height: pin.heightPx }}>
          <button type="button" className="button" onClick={() => pin.toggle()}>
            Bring the pinned figure back here
          </button>
        </div>
      )}
      <div ref={body} className={bodyClass(isCovered, pin.isPinned)} inert={isCovered}>
        <PinContext value={pin}>
          <PlaceWidth value={window.innerWidth === windowPx ? widthPx : 0}>
            <SessionContext value={session}>
              {Panel ? <Panel /> : <p className="panel-label">{label}</p>}
            </SessionContext>
          </PlaceWidth>
        </PinContext>
        {loaded.message !== undefined && <FigureProblem {...loaded} />}
      </div>
      {isCovered && <Cover prediction={answers} label={label} />}
    </Boundary>
  );
}

const bodyClass = (isCovered: boolean, isPinned: boolean) =>
  ['panel-body', isCovered && 'is-covered', isPinned && 'is-pinned'].filter(Boolean).join(' ');

/** The session as this figure follows it: at once while the reader can see it. */
function useFollowing(place: HTMLElement, isPinned: boolean): Session {
  const session = useSession();
  const follower = useMemo(() => makeFollower(session), [session]);
  const [isInSight, setInSight] = useState(true);
  useInSight(place, setInSight);
  useEffect(() => follower.setInSight(isInSight || isPinned), [follower, isInSight, isPinned]);
  return follower.session;
}

/** The figure that is pinned now, of the whole page. */
const pinned = createStore<{ readonly place: HTMLElement | undefined; readonly heightPx: number }>(() => ({
  place: undefined,
  heightPx: 0,
}));

/** One figure at a time stays in view; its place keeps its height. */
function usePin(place: HTMLElement): Pin & { readonly heightPx: number } {
  const isPinned = useStore(pinned, (state) => state.place === place);
  const heightPx = useStore(pinned, (state) => state.heightPx);
  const toggle = () =>
    pinned.setState(isPinned ? { place: undefined } : { place, heightPx: place.getBoundingClientRect().height });
  return { isPinned, heightPx, toggle };
}

/** Lifts an element above the page, out of every box that would clip it or hold it. */
function useOnTop(ref: RefObject<HTMLElement | null>, isOnTop: boolean): void {
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element || !isOnTop) return;
    element.popover = 'manual';
    element.showPopover();
    return () => {
      element.hidePopover();
      element.popover = null;
    };
  }, [ref, isOnTop]);
}

/** Lies over a figure until the reader has said what they expect, or that they would rather look. */
function Cover({ prediction, label }: { readonly prediction: string; readonly label: string }) {
  const { progress: store } = useSession();
  const skip = () => store.setState(({ skipped }) => ({ skipped: [...skipped, prediction] }));
  return (
    <div className="cover" role="group" aria-label={`Hidden: ${label}`}>
      <div className="cover-card">
        <p>
          <a href={`#prediction-${prediction}`}>What do you expect?</a> The figure answers when you have.
        </p>
        <p className="cover-buttons">
          <button type="button" className="button" onClick={skip}>
            Show it now
          </button>
          <button type="button" className="button" onClick={() => store.setState({ isGuided: false })}>
            Never hide figures
          </button>
        </p>
      </div>
    </div>
  );
}
