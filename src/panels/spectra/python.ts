import type { TheorySpectrum } from '../../state/theorySpectrum';
import { makeScript, type ScriptHead, spectrumCode, toPython } from '../python';
import { directionsHolding, type RangeFit } from './compute';

export interface SpectraScript {
  readonly spectrum: TheorySpectrum;
  readonly fit: RangeFit;
  /** Of the first images, when they were measured. */
  readonly sample: { readonly count: number; readonly eigenvalues: ArrayLike<number> } | undefined;
}

/** Eigenvalues and the power law that fits them. */
export function spectraScript(head: ScriptHead, { spectrum, fit, sample }: SpectraScript): string {
  const { dataset, eigenvalues } = spectrum;
  const { uses, code } = spectrumCode(spectrum);
  const few = dataset && sample;
  return makeScript(
    head,
    uses,
    `
${code}
nu = np.arange(${fit.range[0]}, ${fit.range[1]} + 1)
slope, _ = np.polyfit(np.log(nu), np.log(lam[nu - 1]), 1)
held = 1 + np.argmax(np.cumsum(lam) >= 0.9 * lam.sum() * (1 - 1e-12))

compare("largest variance", lam[0], ${toPython(eigenvalues[0]!)})
compare("exponent of the fit", -slope, ${toPython(fit.exponent)})
compare("directions that hold 90%", held, ${directionsHolding(eigenvalues, 0.9)})
${few ? `few = eigenvalues_of("${dataset}", ${few.count})\nfor rank, shown in ((1, ${toPython(few.eigenvalues[0]!)}), (10, ${toPython(few.eigenvalues[9]!)})):\n    compare(f"eigenvalue {rank} of the first ${few.count} images", few[rank - 1], shown, 1e-4)` : ''}`,
  );
}
