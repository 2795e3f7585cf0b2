/** The licences of the packages that the site ships, from the lock file and the packages themselves. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { root } from './run.ts';

interface LockedPackage {
  readonly version: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
}

/** They let everybody use and pass on what holds them, with their text. */
const permissive = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'OFL-1.1'];

/** For development, but the bench's page in dist/bench/ holds them. */
const benchShips = ['node_modules/onnxruntime-web', 'node_modules/onnxruntime-common'];

/** Each package with its version, licence and text. @throws Error for a licence that is not permissive */
export function licenceList(): string {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, LockedPackage>>;
  };
  const shipped = Object.entries(packages)
    .filter(
      ([path, { dev, optional }]) =>
        benchShips.includes(path) || (path !== '' && !dev && !optional && !path.includes('node_modules/@types/')),
    )
    .map(([path, { version, license = 'none' }]) => ({
      name: path.replace(/^.*node_modules\//, ''),
      path,
      version,
      license,
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
  const wrong = shipped.find(({ license }) => !permissive.includes(license));
  if (wrong)
    throw new Error(
      `licences: ${wrong.name} must have one of ${permissive.join(', ')}, got ${wrong.license}; use another package`,
    );
  const entries = shipped.map(
    ({ name, version, license, path }) => `${name} ${version}: ${license}\n\n${textOf(join(root, path), license)}`,
  );
  const table = shipped.map(({ name, version, license }) => `${name} ${version}: ${license}`).join('\n');
  const apache = readFileSync(join(root, 'LICENSE'), 'utf8').trim();
  const head = 'The packages that The Hidden Gaussian ships, and their licences. Made by `npm run licences`.';
  return `${[`${head}\n\n${table}`, ...entries, apache].join(`\n\n${rule}\n\n`)}\n`;
}

const rule = '-'.repeat(80);

/** Of the package's own file, if it has one. */
function textOf(folder: string, license: string): string {
  const file = existsSync(folder)
    ? readdirSync(folder).find((name) => /^(?:licen[cs]e|copying)/i.test(name))
    : undefined;
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim();
  return license === 'Apache-2.0' ? 'Its text stands at the end of this file.' : 'The package holds no text of it.';
}

/** Puts the list beside the page. */
export function licences(): Plugin {
  return {
    name: 'licences',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: licenceList() });
    },
  };
}
