/** Draws which folder of src/ imports which into the README, between its graph marks. With --check it only says whether the drawing is stale. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruiseProject } from './imports.ts';
import { type Edge, reduceEdges } from './reduceEdges.ts';
import { root } from './run.ts';

const readmePath = join(root, 'README.md');
const marks = /(?<=<!-- graph -->\n)[^]*?(?=<!-- \/graph -->)/;

const readme = readFileSync(readmePath, 'utf8');
if (!marks.test(readme)) throw new Error('graph: README.md must hold the marks <!-- graph --> and <!-- /graph -->');
const drawn = readme.replace(marks, mermaid(reduceEdges(await folderEdges())));
if (drawn === readme) console.log('The folder graph of README.md is up to date.');
else if (process.argv.includes('--check')) {
  console.error('The folder graph of README.md is stale. Run: npm run graph');
  process.exitCode = 1;
} else {
  writeFileSync(readmePath, drawn);
  console.log('README.md has a new folder graph.');
}

/** What imports what, folder by folder, tests and types aside, sorted. */
async function folderEdges(): Promise<Edge[]> {
  const { modules } = await cruiseProject();
  const found = new Map<string, Edge>();
  for (const { source, dependencies } of modules.filter(({ source }) => !/\.test\.tsx?$/.test(source))) {
    for (const { resolved, typeOnly } of dependencies) {
      const [from, to] = [folderOf(source), folderOf(resolved)];
      if (from && to && from !== to && !typeOnly) found.set(`${from} ${to}`, [from, to]);
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge);
}

/** The folder of a module in src/, or its name when it lies at the top. */
function folderOf(path: string): string | undefined {
  return /^src\/([^/.]+)/.exec(path)?.[1];
}

function mermaid(edges: readonly Edge[]): string {
  return ['', '```mermaid', 'graph TD', ...edges.map(([from, to]) => `  ${from} --> ${to}`), '```', '', ''].join('\n');
}
