import type { OwnSet } from '../../data/own/ownSet';
import { measuredSource, type TheorySpectrum } from '../../state/theorySpectrum';
import type { CheckedOutlook } from '../../theory/planning';
import { useSession } from '../session';
import { theoryCounts } from '../theoryAxis';
import { useLoaded } from '../useLoaded';
import { useTheory } from '../useTheory';
import { useTimeStep } from '../useTimeStep';
import { type Standing, target } from './compute';

export interface SetTheory {
  /** Once it is computed. */
  readonly spectrum?: TheorySpectrum | undefined;
  readonly outlooks: readonly CheckedOutlook[];
  readonly standing?: Standing | undefined;
  /** Why something could not be computed. */
  readonly message?: string | undefined;
  readonly retry?: (() => void) | undefined;
}

/** The spectrum of a set, and what the theory of linear models foretells from it at the noise level of all theory figures. */
export function useStanding(set: OwnSet | undefined): SetTheory {
  const { loadSpectrum } = useSession();
  const { levels, key: levelKey } = useTimeStep();
  const loaded = useLoaded(set?.id, () => loadSpectrum(set!.id));
  const spectrum = loaded.value && loaded.value.dataset === set?.id ? measuredSource(loaded.value) : undefined;
  const key = spectrum && `${spectrum.key} ${levelKey}`;
  const have = set?.info.trainCount ?? 0;
  const plan = useTheory('plan', {
    key,
    input: () => ({ spectra: [spectrum!.eigenvalues], target, levels }),
  });
  const outlook = useTheory('outlook', {
    key,
    input: () => ({
      kind: target.kind,
      eigenvalues: spectrum!.eigenvalues,
      counts: [have, ...theoryCounts(spectrum!, 24)],
      levels,
    }),
  });
  const outlooks = outlook && outlook.key === key ? outlook.frames : [];
  const needed = plan && plan.key === key ? plan.frames[0]?.images : undefined;
  const now = outlooks.find(({ images }) => images === have);
  return {
    spectrum,
    outlooks: [...outlooks].sort((a, b) => a.images - b.images),
    standing: needed !== undefined && now ? { have, needed, excess: now.value } : undefined,
    message: loaded.message ?? plan?.message ?? outlook?.message,
    retry: loaded.retry,
  };
}
