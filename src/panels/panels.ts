/** The registry of panels. */
import { HowManyImagesPanel } from './howManyImages/HowManyImagesPanel';
import { LabPanel } from './lab/LabPanel';
import { PlanePanel } from './plane/PlanePanel';
import { SmallOrEarlyPanel } from './smallOrEarly/SmallOrEarlyPanel';
import { StepperPanel } from './stepper/StepperPanel';
import { TrainTestPanel } from './trainTest/TrainTestPanel';
import { TwoNetworksPanel } from './twoNetworks/TwoNetworksPanel';
import { SpectraPanel } from './spectra/SpectraPanel';
import { TrainingPanel } from './training/TrainingPanel';

export const panels = {
  lab: LabPanel,
  stepper: StepperPanel,
  plane: PlanePanel,
  howManyImages: HowManyImagesPanel,
  twoNetworks: TwoNetworksPanel,
  smallOrEarly: SmallOrEarlyPanel,
  training: TrainingPanel,

  spectra: SpectraPanel,
  trainTest: TrainTestPanel,
} as const;
