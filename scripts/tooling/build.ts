/** The production build and whether it is up to date. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, runBin } from './run.ts';

/** Written last by the build: lists each chunk with its imports. */
export const manifestPath = join(root, 'dist/.vite/manifest.json');

const sources = [
  'src',
  'scripts/bench',
  'public',
  'index.html',
  'vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
];

/** Builds into dist/. Resolves to false when the build failed. */
export async function build(): Promise<boolean> {
  const steps: [command: string, args: string[]][] = [
    ['vite', ['build', '--logLevel', 'warn']],
    ['tsx', ['scripts/tooling/buildEmbed.ts']],
    ['tsx', ['scripts/tooling/buildBench.ts']],
  ];
  for (const [command, args] of steps) if ((await runBin(command, args)) !== 0) return false;
  return true;
}

/** Whether dist/ is newer than everything it is made from. */
export function isBuilt(): boolean {
  return (
    existsSync(manifestPath) && sources.every((source) => newestMs(join(root, source)) < statSync(manifestPath).mtimeMs)
  );
}

/** The last change of a file, or of anything in a folder (removals change the folder's own time). */
function newestMs(path: string): number {
  if (!existsSync(path)) return 0;
  const own = statSync(path).mtimeMs;
  if (!statSync(path).isDirectory()) return own;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestMs(join(path, name))), own);
}
