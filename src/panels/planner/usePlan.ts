import type { PublishedId } from '../../data/catalog';
import { type LinearFits, momentsOf } from '../../state/linearFits';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import type { CheckedOutlook, Outlook } from '../../theory/planning';
import { theoryCounts } from '../theoryAxis';
import { useInputs, useSession } from '../session';
import { useLoaded } from '../useLoaded';
import { useTheory } from '../useTheory';
import { useTimeStep } from '../useTimeStep';
import { comparableFits, crossingOf, type Crossing, type Uncertainty, uncertaintyOf, withMeasured } from './compute';

export interface Plan {
  readonly own: Outlook;
  /** Once the resamplings are planned for; none for a made-up spectrum. */
  readonly uncertainty: Uncertainty | undefined;
  readonly isReady: boolean;
  readonly message?: string | undefined;
}

/** Names what is planned for. */
function useTargetKey(spectrum: TheorySpectrum | undefined): string | undefined {
  const { target } = useInputs();
  const step = useTimeStep();
  return spectrum && `${spectrum.key} ${target} ${target === 'divergence' ? '' : step.key}`;
}

/** The least N, anew for every choice. Undefined until the first answer. */
export function usePlan(
  spectrum: TheorySpectrum | undefined,
  resampled: readonly (readonly number[])[],
): Plan | undefined {
  const { target: kind, within: value } = useInputs();
  const { levels } = useTimeStep();
  const target = useTargetKey(spectrum);
  const key = target && `${target} ${value} ${resampled.length}`;
  const plan = useTheory('plan', {
    key,
    input: () => ({
      spectra: [spectrum!.eigenvalues, ...resampled.map((values) => Float64Array.from(values))],
      target: { kind, value },
      levels,
    }),
  });
  const [own, ...others] = plan?.frames ?? [];
  if (!plan || !own || plan.key !== key) return undefined;
  return { own, uncertainty: uncertaintyOf(own, others), isReady: plan.result !== undefined, message: plan.message };
}

export interface Check {
  /** With what was measured of each fit. */
  readonly outlooks: readonly CheckedOutlook[];
  readonly crossing: Crossing | undefined;
  /** Where the fits come from. */
  readonly file: LinearFits | undefined;
  readonly message?: string | undefined;
}

/** What was fitted on real images, against the same target. */
export function useCheck(spectrum: TheorySpectrum | undefined, dataset: PublishedId | undefined): Check {
  const { target: kind, within } = useInputs();
  const { results } = useSession();
  const { levels } = useTimeStep();
  const file = useLoaded(dataset, () => results.linearFits(dataset!));
  const key = useTargetKey(spectrum);
  const outlook = useTheory('outlook', {
    key: file.value && key,
    input: () => {
      const fits = comparableFits(file.value!, kind);
      const counts = fits.map(({ images }) => images);
      const moments = fits.map((fit) => momentsOf(fit, spectrum!.dim));
      const reference = momentsOf(file.value!.fits.at(-1)!, spectrum!.dim);
      return { kind, eigenvalues: spectrum!.eigenvalues, counts, levels, fits: { moments, reference } };
    },
  });
  const frames = file.value && outlook && outlook.key === key ? withMeasured(file.value, kind, outlook.frames) : [];
  const isWhole = outlook?.result !== undefined;
  return {
    outlooks: frames,
    file: file.value,
    crossing: isWhole ? crossingOf(frames, within) : undefined,
    message: file.message ?? outlook?.message,
  };
}

/** What the theory foretells at each N. */
export function useOutlooks(spectrum: TheorySpectrum): readonly CheckedOutlook[] {
  const { target: kind } = useInputs();
  const { levels } = useTimeStep();
  const key = useTargetKey(spectrum);
  const outlook = useTheory('outlook', {
    key,
    input: () => ({ kind, eigenvalues: spectrum.eigenvalues, counts: theoryCounts(spectrum, 24), levels }),
  });
  return outlook && outlook.key === key ? outlook.frames : [];
}
