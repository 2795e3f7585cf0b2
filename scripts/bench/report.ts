/** bench/RESULTS.md from the results of all items. */
import { type ItemResult, meets, type Target } from './item';

export interface Report extends ItemResult {
  readonly item: string;
  readonly title: string;
  readonly command: string;
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Programs that ran or waited in the minute before (load average): above 0.5, times on as many threads as cores are not fair. */
  readonly loadBefore: number;
  /** ISO date, UTC. */
  readonly date: string;
  readonly elapsedSeconds: number;
}

export function markdownOf(reports: readonly Report[]): string {
  return [
    '# Bench',
    'Written by `npm run bench`. Times are medians of interleaved runs, with first and third quartile; targets are ratios of such medians, or counts. Where other programs were running (load before), rows on as many threads as there are cores are not fair: run them again on a quiet machine.',
    '## Targets',
    table(
      ['measure', 'value', 'must', 'aim', ''],
      reports.flatMap(({ targets = [] }) => targets.map(targetRow)),
    ),
    ...reports.flatMap(sectionOf),
  ]
    .join('\n\n')
    .concat('\n');
}

function targetRow(target: Target): string[] {
  const verdict = meets(target, target.aim) ? 'aim reached' : meets(target, target.must) ? 'met' : '**missed**';
  return [target.measure, shown(target.value), bound(target, target.must), bound(target, target.aim), verdict];
}

const bound = ({ better }: Target, value: number) => `${better === 'higher' ? 'at least' : 'at most'} ${value}`;

function sectionOf({
  title,
  item,
  machine,
  versions,
  loadBefore,
  date,
  elapsedSeconds,
  timings,
  figures,
  notes = [],
}: Report): string[] {
  const made = `\`npm run bench -- ${item}\`, ${date}, ${Math.round(elapsedSeconds)} s, on ${machine}, load before ${shown(loadBefore)}; ${Object.entries(
    versions,
  )
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}.`;
  return [
    `## ${title}`,
    made,
    ...notes,
    ...(timings
      ? [
          table(
            ['', 'median, ms', 'quartiles', 'runs'],
            Object.entries(timings).map(([name, { medianMs, quartilesMs, runs }]) => [
              name,
              shown(medianMs),
              quartilesMs.map(shown).join(' to '),
              String(runs),
            ]),
          ),
        ]
      : []),
    ...(figures
      ? [
          table(
            ['', 'value'],
            Object.entries(figures).map(([name, value]) => [name, shown(value)]),
          ),
        ]
      : []),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function shown(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
}
