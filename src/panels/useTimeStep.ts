/** The noise level of the theory figures: the step t of the DDPM schedule nearest to the one that all figures look at, or the mean over all steps. */
import { type DdpmStep, ddpmSchedule } from '../theory/ddpm';
import type { LevelChoice } from '../theory/noiseLevels';
import { formatSigma } from '../draw/sigmaAxis';
import { inputFields } from '../state/inputs';
import { useInputs } from './session';
import { useNoiseLevel } from './useNoiseLevel';

/** Where beta ends in the two readings of the paper. */
const lastBeta = { code: 2e-2, slides: 1e-2 } as const;

/** Up to the largest noise level that a link can hold. */
function makeSchedule(last: number) {
  const steps = ddpmSchedule({ last });
  const sigmas = steps.map(({ s }) => Math.sqrt(s)).filter((sigma) => sigma <= inputFields.sigma.most);
  return { steps, sigmas };
}

const schedules = { code: makeSchedule(lastBeta.code), slides: makeSchedule(lastBeta.slides) };

export interface TimeStep extends DdpmStep {
  /** 1 is the least noise. */
  readonly t: number;
  readonly sigma: number;
  /** The last t that can be chosen. */
  readonly most: number;
  /** alphaBar at the last step of the whole schedule. */
  readonly lastAlphaBar: number;
  /** The same, as a step of the schedule (none is all of them) and where its beta ends. */
  readonly asked: { readonly t: number | undefined; readonly lastBeta: number };
  /** This step, or all of them. */
  readonly levels: LevelChoice;
  /** Names the levels among all. */
  readonly key: string;
  /** "at t = 100 (σ = 0.341)" or "averaged over all t" */
  readonly words: string;
  /** Another step of the same schedule. */
  stepAt(t: number): DdpmStep;
  choose(t: number): void;
}

export function useTimeStep(): TimeStep {
  const { betas, times } = useInputs();
  const { steps, sigmas } = schedules[betas];
  const [sigma, choose] = useNoiseLevel(sigmas);
  const index = sigmas.indexOf(sigma);
  const step = steps[index]!;
  const isAll = times === 'all';
  return {
    ...step,
    t: index + 1,
    sigma,
    most: sigmas.length,
    lastAlphaBar: steps.at(-1)!.alphaBar,
    asked: { t: isAll ? undefined : index + 1, lastBeta: lastBeta[betas] },
    levels: isAll ? { last: lastBeta[betas] } : { s: step.s },
    key: `${betas} ${isAll ? 'all' : index}`,
    words: isAll ? 'averaged over all t' : `at t = ${index + 1} (σ = ${formatSigma(sigma)})`,
    stepAt: (t) => steps[t - 1]!,
    choose: (t) => choose(sigmas[t - 1]!),
  };
}
