/** The registry of panels: what each is called, how tall its place is before it has come, and how it is loaded when the reader comes near. */
import type { ComponentType } from 'react';

export interface PanelEntry {
  /** What it is about, where it has not said what it shows. */
  readonly label: string;
  /** The height that its place keeps free, in rem, on a wide and on a narrow page. */
  readonly rem: readonly [wide: number, narrow: number];
  /** Which of the shared inputs it answers: those of the sampler's run, or those that choose images and networks. Without them, it has its own. */
  readonly asks?: 'run' | 'images';
  readonly load: () => Promise<ComponentType>;
}

export const panels = {
  stepper: {
    label: 'One noise, and what is made of it',
    rem: [56, 112],
    asks: 'run',
    load: async () => (await import('./stepper/StepperFigure')).StepperFigure,
  },
  plane: {
    label: 'The same paths, from above',
    rem: [50, 38],
    asks: 'run',
    load: async () => (await import('./plane/PlaneFigure')).PlaneFigure,
  },
  stepByHand: {
    label: 'One step of the sampler, by hand',
    rem: [28, 50],
    asks: 'run',
    load: async () => (await import('./stepByHand/StepByHandPanel')).StepByHandPanel,
  },
  locality: {
    label: 'Copy, patchwork, grain',
    rem: [57, 142],
    asks: 'images',
    load: async () => (await import('./locality/LocalityPanel')).LocalityPanel,
  },
  whichForm: {
    label: 'Which closed form predicts a network',
    rem: [105, 236],
    asks: 'images',
    load: async () => (await import('./whichForm/WhichFormPanel')).WhichFormPanel,
  },
  howManyImages: {
    label: 'How many images until a network stops copying',
    rem: [58, 122],
    asks: 'images',
    load: async () => (await import('./howManyImages/HowManyImagesPanel')).HowManyImagesPanel,
  },
  twoNetworks: {
    label: 'Two networks, one noise',
    rem: [60, 110],
    asks: 'images',
    load: async () => (await import('./twoNetworks/TwoNetworksPanel')).TwoNetworksPanel,
  },
  smallOrEarly: {
    label: 'Small networks, and early ones',
    rem: [78, 140],
    asks: 'images',
    load: async () => (await import('./smallOrEarly/SmallOrEarlyPanel')).SmallOrEarlyPanel,
  },
  linearity: {
    label: 'How linear each network is',
    rem: [61, 128],
    asks: 'images',
    load: async () => (await import('./linearity/LinearityPanel')).LinearityPanel,
  },
  scoreError: {
    label: 'How far the simple denoisers are from the network',
    rem: [44, 88],
    asks: 'images',
    load: async () => (await import('./scoreError/ScoreErrorPanel')).ScoreErrorPanel,
  },
  sampleRows: {
    label: 'The same noises, drawn by each denoiser',
    rem: [44, 70],
    asks: 'images',
    load: async () => (await import('./sampleRows/SampleRowsPanel')).SampleRowsPanel,
  },
  oneStep: {
    label: 'One step from a noisy image and from noise',
    rem: [47, 72],
    asks: 'images',
    load: async () => (await import('./oneStep/OneStepPanel')).OneStepPanel,
  },
  sensitivity: {
    label: 'What a denoiser answers to',
    rem: [48, 82],
    asks: 'images',
    load: async () => (await import('./sensitivity/SensitivityPanel')).SensitivityPanel,
  },
  learningOrder: {
    label: 'What a linear denoiser learns first',
    rem: [75, 160],
    asks: 'images',
    load: async () => (await import('./learningOrder/LearningOrderPanel')).LearningOrderPanel,
  },
  whichMap: {
    label: 'Which linear map a network is',
    rem: [49, 120],
    asks: 'images',
    load: async () => (await import('./whichMap/WhichMapPanel')).WhichMapPanel,
  },
  singularVectors: {
    label: 'The directions of two linear maps',
    rem: [60, 118],
    asks: 'images',
    load: async () => (await import('./singularVectors/SingularVectorsPanel')).SingularVectorsPanel,
  },
  training: {
    label: 'Train a network here',
    rem: [84, 182],
    load: async () => (await import('./training/TrainingFigure')).TrainingFigure,
  },
  ownImages: {
    label: 'Your own images',
    rem: [34, 40],
    load: async () => (await import('./ownImages/OwnImagesPanel')).OwnImagesPanel,
  },
  spectra: {
    label: 'The spectrum of images',
    rem: [57, 86],
    load: async () => (await import('./spectra/SpectraPanel')).SpectraPanel,
  },
  trainTest: {
    label: 'Losses of linear models against N',
    rem: [51, 126],
    load: async () => (await import('./trainTest/TrainTestPanel')).TrainTestPanel,
  },
  divergence: {
    label: 'Divergence of linear models against N',
    rem: [48, 110],
    load: async () => (await import('./divergence/DivergencePanel')).DivergencePanel,
  },
  stopping: {
    label: 'When to stop training',
    rem: [45, 112],
    load: async () => (await import('./stopping/StoppingPanel')).StoppingPanel,
  },
  reference: {
    label: 'Does it matter which images it saw',
    rem: [43, 90],
    load: async () => (await import('./reference/ReferencePanel')).ReferencePanel,
  },
  planner: {
    label: 'How many images you need',
    rem: [45, 87],
    load: async () => (await import('./planner/PlannerPanel')).PlannerPanel,
  },
} as const satisfies Readonly<Record<string, PanelEntry>>;

export type PanelId = keyof typeof panels;
