import type { TheorySpectrum } from '../../state/theorySpectrum';
import { makeScript, type ScriptHead, spectrumCode, toPython } from '../python';
import type { BestAt, DivergenceTheory } from './DivergenceCharts';

export interface DivergenceScript {
  readonly spectrum: TheorySpectrum;
  readonly theory: DivergenceTheory;
  readonly ridge: number;
  /** At N = d. */
  readonly best: BestAt;
}

/** The expected divergence at a few N, and the best ridge at N = d. */
export function divergenceScript(head: ScriptHead, { spectrum, theory, ridge, best }: DivergenceScript): string {
  const { uses, code } = spectrumCode(spectrum);
  const { counts, values } = theory;
  const places = [0, counts.indexOf(spectrum.kept.length), counts.length - 1];
  const shown = places.map((i) => `(${counts[i]!}, ${toPython(values[i]!)})`).join(', ');
  const sweep =
    ridge > 0
      ? `for n, shown in (${shown}):
    compare(f"nats per direction, N = {n}", divergence(lam, n, ${toPython(ridge)}), shown, 1e-4)`
      : `for n, shown in (${shown}):
    gamma = len(lam) / n  # without a ridge the same for every spectrum, and infinite up to N = d
    if gamma < 1:
        compare(f"nats per direction, N = {n}", (1 + (1 / gamma - 1) * np.log1p(-gamma)) / 2, shown)`;
  return makeScript(
    head,
    [...uses, 'effectiveRidge', 'divergence', 'least'],
    `
${code}
lam = lam[lam > 1e-6 * lam[0]]
${sweep}

log_c = least(lambda log_c: divergence(lam, ${best.images}, np.exp(log_c)), np.log(1e-8 * lam[0]), np.log(10 * lam[0]), 1e-6)
compare("best ridge, N = ${best.images}", np.exp(log_c), ${toPython(best.ridge)}, 1e-3)
compare("nats per direction with it", divergence(lam, ${best.images}, np.exp(log_c)), ${toPython(best.divergence)}, 1e-4)
`,
  );
}
