import { useRun } from '../panels/session';
import { StepTable } from '../panels/stepper/StepTable';

export function NumbersTable() {
  const shown = useRun((run) => run.shown);
  return shown ? <StepTable trajectory={shown} /> : <p>Nothing has been computed yet.</p>;
}
