/** How many tests passed, failed and were skipped. */
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter';

export interface TestCounts {
  passed: number;
  failed: number;
  skipped: { name: string; /** Empty when the test does not say. */ reason: string }[];
}

/** Counts a Playwright report. A test that passed only when tried again has failed. */
export function countPlaywright(report: JSONReport): TestCounts {
  const counts: TestCounts = { passed: 0, failed: report.errors.length, skipped: [] };
  const visit = (suite: JSONReportSuite) => {
    for (const { file, title, tests } of suite.specs) {
      for (const { status, annotations } of tests) {
        if (status === 'expected') counts.passed++;
        else if (status !== 'skipped') counts.failed++;
        else {
          const reason = annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description ?? '';
          counts.skipped.push({ name: `${file} > ${title}`, reason });
        }
      }
    }
    suite.suites?.forEach(visit);
  };
  report.suites.forEach(visit);
  return counts;
}

/**
 * What the run is worth once its exit code is known: a tool that failed without a failed test counts as one,
 * as do a run that collected no test and each skip without a reason.
 */
export function judge({ passed, failed, skipped }: TestCounts, exitCode: number): TestCounts {
  const unexplained = skipped.filter(({ reason }) => reason === '').length;
  const collectedNone = passed + failed + skipped.length === 0;
  const total = failed + unexplained;
  return { passed, skipped, failed: total === 0 && (exitCode !== 0 || collectedNone) ? 1 : total };
}
