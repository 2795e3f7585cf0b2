/** Finds a Python with NumPy, for the tests of the scripts that the figures give away. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const candidates = ['python3', '/usr/bin/python3', 'python'];

/** The command, or undefined. */
export function findPython(): string | undefined {
  return candidates.find((command) => spawnSync(command, ['-c', 'import numpy'], { stdio: 'ignore' }).status === 0);
}

/** Installs Debian's when there is none and this machine lets us; the tests say so when there is none still. */
export function providePython(): void {
  const canInstall = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  if (findPython() !== undefined || !canInstall) return;
  console.log('No Python with NumPy here: installing python3-numpy ...');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'python3-numpy'], { stdio: 'inherit', env });
}
