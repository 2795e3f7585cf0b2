import type { Inputs } from '../../state/inputs';
import type { BestStop, LossOverTime, StoppingCurve } from '../../theory/stopping';
import { type ColumnOf, makeTable, type TableData } from '../../ui/tableData';
import { etaWords, ratioCurves, scaleOf, trainingTimes } from './compute';
import type { ShownStep } from './StoppingCharts';

export interface StoppingTablesProps {
  readonly steps: readonly ShownStep[];
  readonly curves: readonly StoppingCurve[];
  readonly overAll: LossOverTime | undefined;
  readonly lossOf: Inputs['lossOf'];
  readonly stops: readonly BestStop[];
}

/** The best times, the losses over training time, and the best times of power laws. */
export function stoppingTables({ steps, curves, overAll, lossOf, stops }: StoppingTablesProps): TableData[] {
  const drawn = [
    ...(overAll ? [{ t: 'all', curve: overAll, scale: 1 }] : []),
    ...steps.flatMap((step) => {
      const curve = curves.find(({ alphaBar }) => alphaBar === step.alphaBar);
      return curve ? [{ t: String(step.t), curve, scale: scaleOf(lossOf, step) }] : [];
    }),
  ];
  const [unit, time] = ['loss per dimension', 'ητ, inverse squared pixels'];
  const exponents = [...new Set(stops.map(({ exponent }) => exponent))];
  const stopAt = (exponent: number, ratio: number) =>
    stops.find((stop) => stop.exponent === exponent && stop.ratio === ratio);
  return [
    makeTable({ name: 'best', caption: 'Best time at each t; ∞ where training to the end is best' }, drawn, [
      { name: 't', of: ({ t }) => t },
      { name: 'Best time ητ', unit: time, format: etaWords, of: ({ curve }) => curve.best.time },
      { name: 'Least test loss', unit, of: ({ curve, scale }) => curve.best.test * scale },
      { name: 'At the end', unit, of: ({ curve, scale }) => curve.end * scale },
    ]),
    makeTable(
      { name: 'over-time', caption: 'Test loss over training time, with standard errors (SE)' },
      trainingTimes,
      [
        { name: 'ητ', unit: time, format: etaWords, of: (at) => at },
        ...drawn.flatMap(({ t, curve, scale }): ColumnOf<number>[] => {
          const [group, place] = [`t = ${t}`, (at: number) => trainingTimes.indexOf(at)];
          return [
            { group, name: 'test', unit, of: (at) => curve.test[place(at)]! * scale },
            { group, name: 'SE', unit, of: (at) => curve.errors[place(at)]! * scale },
          ];
        }),
      ],
    ),
    makeTable({ name: 'power-laws', caption: 'Best time ητ of power laws, by exponent' }, exponents, [
      { name: 'k', of: (exponent) => exponent },
      ...ratioCurves.flatMap((ratio): ColumnOf<number>[] => [
        {
          group: `N = ${ratio} d`,
          name: 'best time',
          unit: time,
          format: etaWords,
          of: (exponent) => stopAt(exponent, ratio)?.time,
        },
        { group: `N = ${ratio} d`, name: 'end over best', of: (exponent) => stopAt(exponent, ratio)?.overfit },
      ]),
    ]),
  ];
}
