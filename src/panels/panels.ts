/** The registry of panels. */
import { LabPanel } from './lab/LabPanel';
import { PlanePanel } from './plane/PlanePanel';
import { StepperPanel } from './stepper/StepperPanel';
import { TrainingPanel } from './training/TrainingPanel';

export const panels = {
  lab: LabPanel,
  stepper: StepperPanel,
  plane: PlanePanel,
  training: TrainingPanel,
} as const;
