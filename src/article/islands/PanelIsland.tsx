import { useMemo } from 'react';
import { FigureProblem } from '../../panels/FigureProblem';
import { panels, type PanelId } from '../../panels/panels';
import { useProgress, useSession } from '../../panels/session';
import { useLoaded } from '../../panels/useLoaded';
import { isRevealed } from '../../state/progress';
import { Boundary } from '../../ui/Boundary';
import { useNear } from '../../ui/useNear';
import '../../panels/stepper/StepperFigure'; // the first figure comes with the page

interface PanelIslandProps {
  readonly name: PanelId;
  /** The prediction that this figure answers. */
  readonly answers?: string;
  readonly place: HTMLElement;
}

/** A figure: its code is loaded when the reader comes near, and its answer waits for the reader's own where there is a prediction. */
export function PanelIsland({ name, answers, place }: PanelIslandProps) {
  const { label, load } = panels[name];
  const isNear = useNear(
    useMemo(() => ({ current: place }), [place]),
    1200,
  );
  const loaded = useLoaded(isNear ? name : undefined, load);
  const progress = useProgress();
  const isCovered = answers !== undefined && !isRevealed(progress, answers);
  const Panel = loaded.value;
  return (
    <Boundary label={label}>
      <div className={isCovered ? 'panel-body is-covered' : 'panel-body'} inert={isCovered}>
        {Panel ? <Panel /> : <p className="panel-label">{label}</p>}
        {loaded.message !== undefined && <FigureProblem {...loaded} />}
      </div>
      {isCovered && <Cover prediction={answers} label={label} />}
    </Boundary>
  );
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
