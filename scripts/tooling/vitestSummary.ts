/** A Vitest reporter that writes what `npm test` counts: Vitest's own JSON leaves out why a test was skipped. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import type { TestCounts } from './testCounts.ts';
import { root } from './run.ts';

export const unitSummaryPath = join(root, 'test-results/unit.json');

export default class VitestSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts: TestCounts = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) {
      if (module.errors().length > 0) counts.failed++; // the file could not be read: its tests are unknown
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') counts.passed++;
        else if (result.state === 'failed') counts.failed++;
        else
          counts.skipped.push({
            name: `${module.relativeModuleId} > ${test.fullName}`,
            reason: ('note' in result && result.note) || '',
          });
      }
    }
    mkdirSync(dirname(unitSummaryPath), { recursive: true });
    writeFileSync(unitSummaryPath, JSON.stringify(counts));
  }
}
