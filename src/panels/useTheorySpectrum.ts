import { useMemo } from 'react';
import { measuredSource, powerLawSource, type TheorySpectrum } from '../state/theorySpectrum';
import { useInputs, useSession } from './session';
import { type Loaded, useLoaded } from './useLoaded';

/** The spectrum that all theory figures share. */
export function useTheorySpectrum(): Loaded<TheorySpectrum> {
  const { spectrum, exponent } = useInputs();
  const { loadSpectrum } = useSession();
  const isPower = spectrum === 'power';
  const made = useMemo(() => (isPower ? powerLawSource(exponent) : undefined), [isPower, exponent]);
  const loaded = useLoaded(isPower ? undefined : spectrum, async () =>
    isPower ? powerLawSource(exponent) : measuredSource(await loadSpectrum(spectrum)),
  );
  if (!made) return loaded;
  return { state: 'ready', value: made };
}
