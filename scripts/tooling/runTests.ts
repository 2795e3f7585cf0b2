/** Runs every check and test of the project, one part after the other, and counts. The last line is `tests: N passed, N failed`. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { JSONReport } from '@playwright/test/reporter';
import { build, isBuilt } from './build.ts';
import { provideBrowser } from './findBrowser.ts';
import { provideFirefox } from './findFirefox.ts';
import { providePython } from './findPython.ts';
import { root, runBin } from './run.ts';
import { countPlaywright, judge, type TestCounts } from './testCounts.ts';
import { unitSummaryPath } from './vitestSummary.ts';

interface Part {
  title: string;
  /** Looks at dist/, so it waits for the build and cannot run when that failed. */
  needsBuild?: boolean;
  run(): Promise<TestCounts>;
}

let isLong = false;
const pagesReportPath = join(root, 'test-results/pages.json');

const parts: Record<string, Part> = {
  types: check('types (tsc)', () => runBin('tsc', ['--noEmit'])),
  lint: check('lint (eslint)', () => runBin('eslint', ['.', '--max-warnings', '0'])),
  format: check('format (prettier)', () => runBin('prettier', ['--check', '--log-level', 'warn', '.'])),
  imports: check('direction of imports (dependency-cruiser)', () => runBin('tsx', ['scripts/tooling/checkImports.ts'])),
  graph: check('folder graph of the README', () => runBin('tsx', ['scripts/tooling/graph.ts', '--check'])),
  dead: check('dead code (knip)', () => runBin('knip', ['--no-progress', '--treat-config-hints-as-errors'])),
  unit: { title: 'unit, contract and oracle tests (vitest)', run: runUnit },
  build: check('production build (vite)', async () => ((await build()) ? 0 : 1)),
  entry: {
    needsBuild: true,
    ...check('page without TensorFlow.js', () => runBin('tsx', ['scripts/tooling/checkEntry.ts'])),
  },
  size: { needsBuild: true, ...check('size budgets (size-limit)', () => runBin('size-limit', [])) },
  pages: { title: 'pages in a real browser (playwright)', needsBuild: true, run: runPages },
};

/** @param args the command line: --only with names of parts, --long, --list  @returns the exit code */
export async function runTests(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      long: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  if (values.list) {
    for (const [name, { title }] of Object.entries(parts)) console.log(`${name.padEnd(8)}${title}`);
    return 0;
  }
  isLong = values.long;
  const chosen = values.only?.split(',') ?? (isLong ? ['unit', 'pages'] : Object.keys(parts));
  const unknown = chosen.filter((name) => !(name in parts));
  if (unknown.length > 0) {
    console.error(`--only must name parts (${Object.keys(parts).join(', ')}), got ${unknown.join(', ')}`);
    return 2;
  }
  return runParts(chosen);
}

async function runParts(chosen: string[]): Promise<number> {
  const total: TestCounts = { passed: 0, failed: 0, skipped: [] };
  const rows: string[] = [];
  for (const [name, part] of Object.entries(parts)) {
    const isNeeded = name === 'build' && !isBuilt() && chosen.some((other) => parts[other]?.needsBuild);
    if (!chosen.includes(name) && !isNeeded) continue;
    console.log(`\n=== ${part.title}`);
    const startMs = performance.now();
    const counts = await runPart(part);
    const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
    rows.push(
      `${counts.failed > 0 ? 'FAILED' : 'ok    '} ${seconds.padStart(7)} s  ${part.title}: ${describe(counts)}`,
    );
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped.push(...counts.skipped);
  }
  console.log(`\n=== summary\n${rows.join('\n')}`);
  for (const { name, reason } of total.skipped)
    console.log(`skipped: ${name}: ${reason || 'gives no reason, so it counts as failed'}`);
  console.log(`tests: ${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
}

async function runPart(part: Part): Promise<TestCounts> {
  try {
    if (part.needsBuild && !isBuilt()) throw new Error('cannot run: there is no up-to-date build');
    return await part.run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: [] };
  }
}

function describe({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`;
}

/** A part that is one test: its tool's exit code must be 0. */
function check(title: string, runTool: () => Promise<number>): Part {
  return {
    title,
    run: async () => {
      const passed = (await runTool()) === 0;
      return { passed: Number(passed), failed: Number(!passed), skipped: [] };
    },
  };
}

async function runUnit(): Promise<TestCounts> {
  providePython();
  const reporters = ['--reporter=default', '--reporter=./scripts/tooling/vitestSummary.ts'];
  const read = (text: string) => JSON.parse(text) as TestCounts;
  return runCounted('vitest', ['run', ...reporters], unitSummaryPath, read);
}

async function runPages(): Promise<TestCounts> {
  provideFirefox();
  const env = { CHROME_PATH: provideBrowser(), PAGES_PORT: String(await freePort()) };
  const read = (text: string) => countPlaywright(JSON.parse(text) as JSONReport);
  return runCounted('playwright', ['test'], pagesReportPath, read, env);
}

/** Runs a test tool and counts what it reported in a file. */
async function runCounted(
  bin: string,
  args: string[],
  reportPath: string,
  read: (text: string) => TestCounts,
  env: Record<string, string> = {},
): Promise<TestCounts> {
  rmSync(reportPath, { force: true });
  const exitCode = await runBin(bin, args, {
    env: { ...env, TEST_LONG: isLong ? '1' : '0' },
    limitMinutes: isLong ? 240 : 21,
  });
  const counts = existsSync(reportPath)
    ? read(readFileSync(reportPath, 'utf8'))
    : { passed: 0, failed: 0, skipped: [] };
  return judge(counts, exitCode);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((settle) => server.listen(0, settle));
  const address = server.address();
  await new Promise((settle) => server.close(settle));
  if (address === null || typeof address === 'string') throw new Error('freePort: the system must give a port');
  return address.port;
}
