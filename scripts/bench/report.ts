/** bench/RESULTS.md from the results of all items. */
import type { ItemResult } from './result';
import { markdownTable, numberTables, shown, targetTable } from './tables';

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
    markdownTable(targetTable(reports.flatMap(({ targets = [] }) => targets))),
    ...reports.flatMap(sectionOf),
  ]
    .join('\n\n')
    .concat('\n');
}

function sectionOf(report: Report): string[] {
  const { title, item, machine, versions, loadBefore, date, elapsedSeconds, notes = [] } = report;
  const programs = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const made = `\`npm run bench -- ${item}\`, ${date}, ${Math.round(elapsedSeconds)} s, on ${machine}, load before ${shown(loadBefore)}; ${programs.join(', ')}.`;
  return [`## ${title}`, made, ...notes, ...numberTables(report).map(markdownTable)];
}
