/** Installs the packages that hold raw sources (scripts/data/package-lock.json) into .cache/data-sources, away from the project's own. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const lockFolder = fileURLToPath(new URL('.', import.meta.url));
const cacheFolder = fileURLToPath(new URL('../../.cache/data-sources', import.meta.url));

/** Needs the network the first time, and after a change of versions. @returns the folder of the installed packages */
export async function installSources(): Promise<string> {
  const packages = join(cacheFolder, 'node_modules');
  if (await isInstalled(packages)) return packages;
  await mkdir(cacheFolder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    await copyFile(join(lockFolder, file), join(cacheFolder, file));
  execFileSync('npm', ['ci', '--omit=peer', '--ignore-scripts'], {
    cwd: cacheFolder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return packages;
}

async function isInstalled(packages: string): Promise<boolean> {
  const copiedLock = join(cacheFolder, 'package-lock.json');
  if (!existsSync(join(packages, '.package-lock.json')) || !existsSync(copiedLock)) return false;
  return (await readFile(copiedLock, 'utf8')) === (await readFile(join(lockFolder, 'package-lock.json'), 'utf8'));
}
