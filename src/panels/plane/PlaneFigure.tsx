import { PanelFigure } from '../PanelFigure';
import { useRun } from '../session';
import { runSources } from '../sources';
import { planeFinding } from './compute';
import { PlanePanel } from './PlanePanel';
import { planeTables } from './tables';

/** The plane with what it shows in a sentence, how it was computed, and its numbers. */
export function PlaneFigure() {
  const shown = useRun((run) => run.shown);
  const complete = useRun((run) => run.complete);
  return (
    <PanelFigure
      id="plane"
      title={complete ? planeFinding(complete) : 'The same paths, from above'}
      caption={
        <>
          Point at a curve to move the stepper there, and at a dot to see which training image it is. Equal units on
          both axes; a ring marks the training image nearest to each sample.
        </>
      }
      method={
        <p>
          The modes are the first two eigenvectors of the covariance of all training images of the set, whatever{' '}
          <var>N</var>; each image is drawn at its inner products with them, after the mean has been taken away. The
          curves are the trajectories of the stepper: the same noise, the same solver, the same steps.
        </p>
      }
      tables={() => planeTables(shown)}
      sources={runSources(shown)}
    >
      <PlanePanel />
    </PanelFigure>
  );
}
