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
    rem: [56, 44],
    asks: 'run',
    load: async () => (await import('./plane/PlaneFigure')).PlaneFigure,
  },
  stepByHand: {
    label: 'One step of the sampler, by hand',
    rem: [30, 54],
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
    rem: [73, 147],
    asks: 'images',
    load: async () => (await import('./twoNetworks/TwoNetworksPanel')).TwoNetworksPanel,
  },
  smallOrEarly: {
    label: 'Small networks, and early ones',
    rem: [78, 148],
    asks: 'images',
    load: async () => (await import('./smallOrEarly/SmallOrEarlyPanel')).SmallOrEarlyPanel,
  },
  linearity: {
    label: 'How linear each network is',
    rem: [62, 133],
    asks: 'images',
    load: async () => (await import('./linearity/LinearityPanel')).LinearityPanel,
  },
  scoreError: {
    label: 'How far the simple denoisers are from the network',
    rem: [46, 91],
    asks: 'images',
    load: async () => (await import('./scoreError/ScoreErrorPanel')).ScoreErrorPanel,
  },
  sampleRows: {
    label: 'The same noises, drawn by each denoiser',
    rem: [45, 73],
    asks: 'images',
    load: async () => (await import('./sampleRows/SampleRowsPanel')).SampleRowsPanel,
  },
  oneStep: {
    label: 'One step from a noisy image and from noise',
    rem: [48, 75],
    asks: 'images',
    load: async () => (await import('./oneStep/OneStepPanel')).OneStepPanel,
  },
  sensitivity: {
    label: 'What a denoiser answers to',
    rem: [49, 84],
    asks: 'images',
    load: async () => (await import('./sensitivity/SensitivityPanel')).SensitivityPanel,
  },
  learningOrder: {
    label: 'What a linear denoiser learns first',
    rem: [76, 166],
    asks: 'images',
    load: async () => (await import('./learningOrder/LearningOrderPanel')).LearningOrderPanel,
  },
  whichMap: {
    label: 'Which linear map a network is',
    rem: [50, 126],
    asks: 'images',
    load: async () => (await import('./whichMap/WhichMapPanel')).WhichMapPanel,
  },
  singularVectors: {
    label: 'The directions of two linear maps',
    rem: [61, 122],
    asks: 'images',
    load: async () => (await import('./singularVectors/SingularVectorsPanel')).SingularVectorsPanel,
  },
  training: {
    label: 'Train a network here',
    rem: [85, 184],
    load: async () => (await import('./training/TrainingFigure')).TrainingFigure,
  },
  ownImages: {
    label: 'Your own images',
    rem: [34, 40],
    load: async () => (await import('./ownImages/OwnImagesPanel')).OwnImagesPanel,
  },
  spectra: {
    label: 'The spectrum of images',
    rem: [58, 90],
    load: async () => (await import('./spectra/SpectraPanel')).SpectraPanel,
  },
  trainTest: {
    label: 'Losses of linear models against N',
    rem: [52, 128],
    load: async () => (await import('./trainTest/TrainTestPanel')).TrainTestPanel,
  },
  divergence: {
    label: 'Divergence of linear models against N',
    rem: [50, 114],
    load: async () => (await import('./divergence/DivergencePanel')).DivergencePanel,
  },
  stopping: {
    label: 'When to stop training',
    rem: [50, 119],
    load: async () => (await import('./stopping/StoppingPanel')).StoppingPanel,
  },
  reference: {
    label: 'Does it matter which images it saw',
    rem: [44, 93],
    load: async () => (await import('./reference/ReferencePanel')).ReferencePanel,
  },
  planner: {
    label: 'How many images you need',
    rem: [50, 90],
    load: async () => (await import('./planner/PlannerPanel')).PlannerPanel,
  },
} as const satisfies Readonly<Record<string, PanelEntry>>;

export type PanelId = keyof typeof panels;
