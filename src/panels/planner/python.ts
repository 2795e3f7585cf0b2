import type { TheorySpectrum } from '../../state/theorySpectrum';
import type { Outlook, TargetKind } from '../../theory/planning';
import { makeScript, type ScriptHead, spectrumCode, toPython } from '../python';

export interface PlanScript {
  readonly spectrum: TheorySpectrum;
  readonly plan: Outlook;
  readonly target: TargetKind;
  readonly within: number;
  /** A step of the DDPM schedule, or none for all of them. */
  readonly t: number | undefined;
  /** Where beta ends. */
  readonly lastBeta: number;
}

/** The least N that reaches the target, each with its best ridge. */
export function planScript(head: ScriptHead, { spectrum, plan, target, within, t, lastBeta }: PlanScript): string {
  const { uses, code } = spectrumCode(spectrum);
  const isDivergence = target === 'divergence';
  const measure = target === 'gap' ? '(test - train) / test' : 'test / (lam / (lam + s[:, None])).mean() - 1';
  const distance = isDivergence
    ? `lam = lam[lam > 1e-6 * lam[0]]

def distance(n):
    """With the best ridge."""
    return divergence(lam, n, np.exp(least(lambda c: divergence(lam, n, np.exp(c)), np.log(1e-8 * lam[0]), np.log(10 * lam[0]), 0.02)))`
    : `s = noise_levels(${lastBeta}${t === undefined ? '' : `, ${t}`})

def distance(n):
    """With the ridge of least test loss."""
    log_c = least(lambda c: losses(lam, n, s, np.exp(c))[1], np.log(1e-9 * lam[0]), np.log(lam[0]), 0.02)
    train, test = losses(lam, n, s, np.exp(log_c))
    return ${measure}`;
  return makeScript(
    head,
    [
      ...uses,
      'effectiveRidge',
      ...(isDivergence ? (['divergence'] as const) : (['levels', 'losses'] as const)),
      'least',
    ],
    `
${code}
${distance}

low, high = np.log(${toPython(plan.images)} / 2), np.log(${toPython(plan.images)} * 2)
while high - low > 1e-3:
    middle = (low + high) / 2
    low, high = (middle, high) if distance(np.exp(middle)) > ${toPython(within)} else (low, middle)
compare("images", np.exp(high), ${toPython(plan.images)}, 0.01)
compare("distance with as many", distance(${toPython(plan.images)}), ${toPython(plan.value)}, 0.01)
`,
  );
}
