/**
 * `npm run bench`: measures how fast the parts are against rivals and targets, and writes bench/results/*.json and bench/RESULTS.md.
 * `npm run bench -- forward eigen` runs those items alone and keeps the results of the others.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { type BenchPage, openBenchPage } from './bench/benchPage';
import { items } from './bench/items';
import { markdownOf, type Report } from './bench/report';
import { findPython } from './tooling/findPython';
import { root } from './tooling/run';

const folder = join(root, 'bench/results');
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in items));
if (unknown.length > 0) throw new Error(`bench: items are ${Object.keys(items).join(', ')}, not ${unknown.join(', ')}`);

let opened: Promise<BenchPage> | undefined;
const tools = { page: () => (opened ??= openBenchPage()) };

const versionOf = (name: string) =>
  (createRequire(import.meta.url)(join(root, 'node_modules', name, 'package.json')) as { version: string }).version;

async function versions(): Promise<Record<string, string>> {
  const python = findPython();
  return {
    Node: process.version,
    'TensorFlow.js': versionOf('@tensorflow/tfjs-core'),
    'onnxruntime-web': versionOf('onnxruntime-web'),
    ...(opened && { Chromium: (await opened).browser.replace('Chromium ', '') }),
    ...(python !== undefined && {
      NumPy: execFileSync(python, ['-c', 'import numpy; print(numpy.__version__)']).toString().trim(),
    }),
  };
}

await mkdir(folder, { recursive: true });
try {
  for (const name of chosen.length > 0 ? chosen : Object.keys(items)) {
    const item = items[name]!;
    console.log(`${name}: ${item.title} ...`);
    const loadBefore = loadavg()[0]!;
    const startedAt = performance.now();
    const result = await item.run(tools);
    const report: Report = {
      item: name,
      title: item.title,
      command: `npm run bench -- ${name}`,
      machine: `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}`,
      versions: await versions(),
      loadBefore,
      date: new Date().toISOString().slice(0, 10),
      elapsedSeconds: (performance.now() - startedAt) / 1000,
      ...result,
    };
    await writeFile(join(folder, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`);
    for (const { measure, value } of result.targets ?? []) console.log(`  ${measure}: ${value.toPrecision(3)}`);
  }
} finally {
  if (opened) await (await opened).close();
}

const reports: Report[] = [];
for (const name of Object.keys(items)) {
  const path = join(folder, `${name}.json`);
  if (existsSync(path)) reports.push(JSON.parse(await readFile(path, 'utf8')) as Report);
}
await writeFile(join(root, 'bench/RESULTS.md'), markdownOf(reports));
console.log('bench/RESULTS.md');
