import { formatCount } from '../../draw/count';
import type { CheckedOutlook } from '../../theory/planning';
import { makeTable, type TableData } from '../../ui/tableData';
import type { Crossing } from './compute';
import type { Plan } from './usePlan';

export interface PlanRow {
  readonly label: string;
  readonly plan: Plan | undefined;
  readonly crossing: Crossing | undefined;
}

export interface PlanTablesProps {
  /** "a test loss within 10% of the best possible, at t = 100" */
  readonly target: string;
  readonly rows: readonly PlanRow[];
  /** Of the chosen spectrum. */
  readonly outlooks: readonly CheckedOutlook[];
  readonly fitted: readonly CheckedOutlook[];
}

/** The plan for each of the datasets, beside what models fitted on its images needed; and the distances of the chart. */
export function planTables({ target, rows, outlooks, fitted }: PlanTablesProps): TableData[] {
  const images = { unit: 'images', format: (count: number) => formatCount(Math.round(count)) };
  const all = [...outlooks, ...fitted].sort((a, b) => a.images - b.images);
  return [
    makeTable({ name: 'plans', caption: `Images for ${target}; really fitted models needed` }, rows, [
      { name: 'Images of', of: ({ label }) => label },
      { name: 'Planned', ...images, of: ({ plan }) => plan?.own.images },
      { name: 'Best ridge', unit: 'squared pixels', of: ({ plan }) => plan?.own.ridge },
      { name: 'Really fitted, at least', ...images, of: ({ crossing }) => boundsOf(crossing)[0] },
      { name: 'at most', ...images, of: ({ crossing }) => boundsOf(crossing)[1] },
    ]),
    makeTable({ name: 'over-n', caption: 'Distance over N, foretold and measured' }, all, [
      { name: 'N', unit: 'images', of: (outlook) => outlook.images },
      { name: 'Foretold', of: ({ value }) => value },
      { name: 'Best ridge', unit: 'squared pixels', of: ({ ridge }) => ridge },
      { name: 'Measured', of: ({ measured }) => measured },
    ]),
  ];
}

function boundsOf(crossing: Crossing | undefined): [least: number | undefined, most: number | undefined] {
  if (!crossing) return [undefined, undefined];
  if ('images' in crossing) return [crossing.images, crossing.images];
  return 'moreThan' in crossing ? [crossing.moreThan, undefined] : [undefined, crossing.fewerThan];
}
