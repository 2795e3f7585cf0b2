/** The registry of panels. */
import { LabPanel } from './lab/LabPanel';
import { PlanePanel } from './plane/PlanePanel';
import { StepperPanel } from './stepper/StepperPanel';

export const panels = {
  lab: LabPanel,
  stepper: StepperPanel,
  plane: PlanePanel,
} as const;
