import type { LearningLook } from '../../training/learnLinear';
import { weightAfter } from '../../theory/gradientDescent';
import { makeTable, type TableData } from '../../ui/tableData';
import { type Descent, looks, sharesAt, weightCurves } from './compute';

/** Weights of the followed modes at every step of the slider, by the closed form and measured here; and of all modes at the step that is looked at. */
export function learningTables(descent: Descent, here: readonly LearningLook[], shown: number): TableData[] {
  const ranks = weightCurves(descent, []).flatMap(({ id, isHollow }) => (isHollow ? [] : [Number(id)]));
  const { eigenvalues, sigma, eta, start } = descent;
  const format = (value: number) => value.toFixed(3);
  const lookAt = (steps: number) => here.find(({ step }) => step === steps);
  const shares = sharesAt(descent, shown, eigenvalues.length);
  return [
    makeTable({ name: 'over-steps', caption: 'Weight of the mode of rank ν after k steps' }, looks, [
      { name: 'k', unit: 'steps', of: (steps) => steps },
      ...ranks.map((rank) => ({
        group: 'Closed form',
        name: `ν = ${rank}`,
        format,
        of: (steps: number) => weightAfter(eigenvalues[rank - 1]!, { sigma, eta, start, steps }),
      })),
      ...(here.length > 0 ? ranks : []).map((rank) => ({
        group: 'Measured here',
        name: `ν = ${rank}`,
        format,
        of: (steps: number) => lookAt(steps)?.weights[rank - 1],
      })),
    ]),
    makeTable(
      { name: 'modes', caption: `Every mode after ${shown} steps` },
      eigenvalues.map((lambda, i) => ({ rank: i + 1, lambda })),
      [
        { name: 'ν', of: ({ rank }) => rank },
        { name: 'λ', unit: 'squared pixels', of: ({ lambda }) => lambda },
        { name: 'Weight', format, of: ({ lambda }) => weightAfter(lambda, { sigma, eta, start, steps: shown }) },
        { name: 'Goal', format, of: ({ lambda }) => lambda / (lambda + sigma ** 2) },
        { name: 'Share of the way', format, of: ({ rank }) => shares[rank - 1] },
      ],
    ),
  ];
}
