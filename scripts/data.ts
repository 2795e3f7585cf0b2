/**
 * Builds public/data: `npm run data` for all sets, `npm run data -- --dataset fashion [--source FOLDER] [--out FOLDER]` for one.
 * The same uncompressed bytes come out each time; the manifests hold their sha256.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { digits } from './data/digits';
import { faces } from './data/faces';
import { fashion } from './data/fashion';
import type { Recipe } from './data/recipe';
import { writeDataset } from './data/writeDataset';

const recipes: readonly Recipe[] = [fashion, digits, faces];
const publicData = fileURLToPath(new URL('../public/data', import.meta.url));

const { values } = parseArgs({
  options: { dataset: { type: 'string' }, source: { type: 'string' }, out: { type: 'string', default: publicData } },
});
const chosen = recipes.filter(({ id }) => values.dataset === undefined || id === values.dataset);
if (chosen.length === 0) {
  throw new RangeError(
    `data: --dataset must be one of ${recipes.map(({ id }) => id).join(', ')}, got ${values.dataset}`,
  );
}
if (values.source !== undefined && chosen.length > 1)
  throw new RangeError('data: --source must come with --dataset, got it alone');
for (const recipe of chosen) {
  const line = await writeDataset(recipe, await recipe.make(values.source), join(values.out, recipe.id));
  console.log(line);
}
