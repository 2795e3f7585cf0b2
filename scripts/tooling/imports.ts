/** Reads every import of the project with dependency-cruiser. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { root } from './run.ts';

const folders = ['src', 'scripts', 'tests'];

/** Cruises src, scripts and tests under the rules. Throws when a source was not read: a cruise of nothing would find nothing wrong. */
export async function cruiseProject(): Promise<ICruiseResult> {
  process.chdir(root); // the rules speak of paths from the root
  const options = await extractDepcruiseOptions(join(root, '.dependency-cruiser.cjs'));
  const { output } = await cruise(folders, options, undefined, {
    tsConfig: extractTsConfig(join(root, 'tsconfig.json')),
  });
  if (typeof output === 'string')
    throw new Error(`cruiseProject: expected a result object, got ${output.slice(0, 200)}`);
  const read = new Set(output.modules.map(({ source }) => source));
  const unread = folders.flatMap(listSources).filter((path) => !read.has(path));
  if (read.size === 0 || unread.length > 0) {
    throw new Error(`cruiseProject: every source must be read, got ${read.size} modules without ${unread.join(', ')}`);
  }
  return output;
}

function listSources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:tsx?|mjs)$/.test(path))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`);
}
