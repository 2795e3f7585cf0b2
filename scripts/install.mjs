// Gets a fresh clone ready: checks Node's version and installs the locked dependencies. Runs before anything is installed, so it is plain Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lockPath = join(root, 'package-lock.json');
const npmMemoryPath = join(root, 'node_modules', '.package-lock.json'); // npm writes it when an install has finished
const hashPath = join(root, 'node_modules', '.installed-lock-sha256');

/** Ends the program, in words, when this Node cannot run the tools. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const usable = major >= 24 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19);
  if (usable) return;
  console.error(
    `This project needs Node 20.19 or later, 22.13 or later, or 24 and up; this is Node ${process.versions.node}.`,
  );
  console.error('Get a current one from https://nodejs.org and try again.');
  process.exit(1);
}

/** Runs `npm ci` unless node_modules already holds what package-lock.json asks for. Returns false when npm failed. */
export function installLocked() {
  const hash = createHash('sha256').update(readFileSync(lockPath)).digest('hex');
  const remembered = existsSync(hashPath) ? readFileSync(hashPath, 'utf8') : '';
  if (existsSync(npmMemoryPath) && (remembered === hash || holdsLocked())) {
    if (remembered !== hash) writeFileSync(hashPath, hash);
    return true;
  }
  console.log('Installing the dependencies (npm ci) ...');
  const npm = process.env['npm_execpath']; // set when npm itself started us
  const { status } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, 'ci'], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm ci', { cwd: root, stdio: 'inherit', shell: true });
  if (status !== 0) return false;
  writeFileSync(hashPath, hash);
  return true;
}

/** Whether every package that the lock demands on all machines is installed in its version: true after a plain `npm install` too. */
function holdsLocked() {
  const locked = JSON.parse(readFileSync(lockPath, 'utf8')).packages;
  const installed = JSON.parse(readFileSync(npmMemoryPath, 'utf8')).packages;
  return Object.entries(locked).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || installed[path]?.version === version,
  );
}
