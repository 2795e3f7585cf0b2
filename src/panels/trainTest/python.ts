import type { TheorySpectrum } from '../../state/theorySpectrum';
import { makeScript, type ScriptHead, spectrumCode, toPython } from '../python';
import type { TheoryLosses } from './compute';

export interface LossScript {
  readonly spectrum: TheorySpectrum;
  readonly theory: TheoryLosses;
  readonly ridge: number;
  /** A step of the DDPM schedule, or none for all of them. */
  readonly t: number | undefined;
  /** Where beta ends. */
  readonly lastBeta: number;
}

/** The expected losses at a few N. */
export function lossScript(head: ScriptHead, { spectrum, theory, ridge, t, lastBeta }: LossScript): string {
  const { uses, code } = spectrumCode(spectrum);
  const shown = [0, theory.counts.indexOf(spectrum.dim), theory.counts.length - 1].map((i) => {
    const { train, test } = theory.points[i]!;
    return `(${theory.counts[i]!}, ${toPython(train)}, ${toPython(test)})`;
  });
  return makeScript(
    head,
    [...uses, 'effectiveRidge', 'levels', 'losses'],
    `
${code}
s = noise_levels(${lastBeta}${t === undefined ? '' : `, ${t}`})
for n, train_shown, test_shown in (${shown.join(', ')}):
    train, test = losses(lam, n, s, ${toPython(ridge)})
    compare(f"train loss, N = {n}", train, train_shown, 1e-5)
    compare(f"test loss, N = {n}", test, test_shown, 1e-5)
`,
  );
}
