/** Installs a program of Debian where this process may: as root, on a system with apt. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export const hasApt = process.platform === 'linux' && existsSync('/usr/bin/apt-get');

export function installWithApt(name: string): void {
  if (!hasApt || process.getuid?.() !== 0) return;
  console.log(`No ${name} here: installing the system's ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { stdio: 'inherit', env });
}
