import type { JSONReport } from '@playwright/test/reporter';
import { expect, test } from 'vitest';
import { countPlaywright, judge } from './testCounts.ts';

const skipped = (reason: string) => [{ name: 'a test', reason }];

test('a run that collected no test has failed', () => {
  expect(judge({ passed: 0, failed: 0, skipped: [] }, 0).failed).toBe(1);
});

test('a tool that failed without a failed test counts as one failure, and only then', () => {
  expect(judge({ passed: 3, failed: 0, skipped: [] }, 1)).toEqual({ passed: 3, failed: 1, skipped: [] });
  expect(judge({ passed: 3, failed: 2, skipped: [] }, 1).failed).toBe(2);
  expect(judge({ passed: 3, failed: 0, skipped: [] }, 0).failed).toBe(0);
});

test('a skip needs a reason', () => {
  expect(judge({ passed: 1, failed: 0, skipped: skipped('') }, 0).failed).toBe(1);
  expect(judge({ passed: 1, failed: 0, skipped: skipped('no WebGPU here') }, 0).failed).toBe(0);
});

test('a Playwright report is counted through nested suites, with the reasons of skips', () => {
  const spec = (title: string, status: string, annotations: object[] = []) => ({
    file: 'a.test.ts',
    title,
    tests: [{ status, annotations }],
  });
  const report = {
    errors: [],
    suites: [
      {
        specs: [spec('one', 'expected'), spec('two', 'unexpected'), spec('three', 'flaky')],
        suites: [{ specs: [spec('four', 'skipped', [{ type: 'skip', description: 'no adapter' }])] }],
      },
    ],
  } as unknown as JSONReport;
  expect(countPlaywright(report)).toEqual({
    passed: 1,
    failed: 2,
    skipped: [{ name: 'a.test.ts > four', reason: 'no adapter' }],
  });
});
