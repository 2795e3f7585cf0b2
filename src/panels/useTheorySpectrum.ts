import { useMemo } from 'react';
import { measuredSource, powerLawSource, type TheorySpectrum } from '../state/theorySpectrum';
import { useInputs, useSession } from './session';
import { type Loaded, useLoaded } from './useLoaded';

/** The spectrum that all theory figures share; loaded once a figure is near. */
export function useTheorySpectrum(isNear: boolean): Loaded<TheorySpectrum> {
  const { spectrum, exponent } = useInputs();
  const { loadSpectrum } = useSession();
  const isPower = spectrum === 'power';
  const made = useMemo(() => (isPower ? powerLawSource(exponent) : undefined), [isPower, exponent]);
  const loaded = useLoaded(isNear && !isPower ? spectrum : undefined, async () =>
    isPower ? powerLawSource(exponent) : measuredSource(await loadSpectrum(spectrum)),
  );
  if (!isNear || !made) return loaded;
  return { state: 'ready', value: made };
}
