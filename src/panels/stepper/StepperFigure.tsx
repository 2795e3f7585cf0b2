import { PanelFigure } from '../PanelFigure';
import { isComplete } from '../../state/trajectory';
import { useRun } from '../session';
import { runSources } from '../sources';
import { finding } from '../words';
import { StepperMethod } from './StepperMethod';
import { StepperPanel } from './StepperPanel';
import { stepTables } from './tables';

/** The stepper with what it shows in a sentence, how it was computed, and its numbers. */
export function StepperFigure() {
  const complete = useRun((run) => run.complete);
  const shown = useRun((run) => run.shown);
  return (
    <PanelFigure
      id="stepper"
      title={complete ? finding(complete) : 'One noise, and what is made of it'}
      caption={
        <>
          Press play, or step with the arrow keys; turn <var>N</var> from 64 to 16,384; roll the die; press a large tile
          to compare the rows pixel for pixel. The noisy image <var>x</var> is shown on the scale of the data, times{' '}
          <var>σ</var>
          <sub>data</sub>/√(<var>σ</var>² + <var>σ</var>
          <sub>data</sub>²); the direction (<var>x</var> − <var>D</var>)/<var>σ</var> from −2.5 (black) to 2.5 (white).
          A sample counts as a copy when the nearest training image is less than a third as far as the second nearest.
          Distances are root mean squares over pixels in [−1, 1].
        </>
      }
      method={<StepperMethod />}
      tables={() => stepTables(shown)}
      sources={runSources(shown)}
      python={
        shown && isComplete(shown) ? async (head) => (await import('./python')).stepperScript(head, shown) : undefined
      }
    >
      <StepperPanel />
    </PanelFigure>
  );
}
