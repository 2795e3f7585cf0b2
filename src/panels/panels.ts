/** The registry of panels. */
import { DivergencePanel } from './divergence/DivergencePanel';
import { HowManyImagesPanel } from './howManyImages/HowManyImagesPanel';
import { LabPanel } from './lab/LabPanel';
import { LearningOrderPanel } from './learningOrder/LearningOrderPanel';
import { LinearityPanel } from './linearity/LinearityPanel';
import { OneStepPanel } from './oneStep/OneStepPanel';
import { PlanePanel } from './plane/PlanePanel';
import { PlannerPanel } from './planner/PlannerPanel';
import { ReferencePanel } from './reference/ReferencePanel';
import { SampleRowsPanel } from './sampleRows/SampleRowsPanel';
import { ScoreErrorPanel } from './scoreError/ScoreErrorPanel';
import { SensitivityPanel } from './sensitivity/SensitivityPanel';
import { SmallOrEarlyPanel } from './smallOrEarly/SmallOrEarlyPanel';
import { StepperPanel } from './stepper/StepperPanel';
import { StoppingPanel } from './stopping/StoppingPanel';
import { TrainTestPanel } from './trainTest/TrainTestPanel';
import { TwoNetworksPanel } from './twoNetworks/TwoNetworksPanel';
import { SpectraPanel } from './spectra/SpectraPanel';
import { SingularVectorsPanel } from './singularVectors/SingularVectorsPanel';
import { TrainingPanel } from './training/TrainingPanel';
import { WhichMapPanel } from './whichMap/WhichMapPanel';

export const panels = {
  lab: LabPanel,
  stepper: StepperPanel,
  plane: PlanePanel,
  howManyImages: HowManyImagesPanel,
  twoNetworks: TwoNetworksPanel,
  smallOrEarly: SmallOrEarlyPanel,
  linearity: LinearityPanel,
  sampleRows: SampleRowsPanel,
  scoreError: ScoreErrorPanel,
  oneStep: OneStepPanel,
  sensitivity: SensitivityPanel,
  learningOrder: LearningOrderPanel,
  training: TrainingPanel,

  spectra: SpectraPanel,
  trainTest: TrainTestPanel,
  divergence: DivergencePanel,
  planner: PlannerPanel,
  stopping: StoppingPanel,
  reference: ReferencePanel,

  whichMap: WhichMapPanel,
  singularVectors: SingularVectorsPanel,
} as const;
