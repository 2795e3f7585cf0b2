/** What was found by distilling other teachers, or on other inputs, than the maps that come with the page: public/results/distillations.json. */
import { type Field, parseField } from '../data/field';
import type { SplitName } from '../data/manifest';
import { type Distillation, readDistillation } from '../denoisers/linearCatalog';

export type TeacherId = 'network' | 'multiDelta';

export interface DistillationRow {
  /** Learned from, or made of, the first N Fashion images. */
  readonly images: number;
  readonly teacher: TeacherId;
  /** Of the weights, when it is a network. */
  readonly networkSha256?: string;
  /** The images that got noise: held-out ones, or the N. */
  readonly inputs: SplitName;
  /** Descending sigma. */
  readonly levels: readonly Distillation[];
}

export interface Distillations {
  readonly command: string;
  readonly date: string;
  readonly seed: number;
  readonly rows: readonly DistillationRow[];
}

export const distillationsPath = 'results/distillations.json';

/** @throws DataError that names the file and the field */
export function parseDistillations(json: string): Distillations {
  const root = parseField(json, distillationsPath);
  root.get('version').number((version) => version === 1, 'be 1: reload the page');
  return {
    command: root.get('command').text(),
    date: root.get('date').text(),
    seed: root.get('seed').integer(0),
    rows: root.get('rows').items().map(readRow),
  };
}

function readRow(row: Field): DistillationRow {
  return {
    images: row.get('images').integer(2),
    teacher: row.get('teacher').matching(/^(network|multiDelta)$/, 'be network or multiDelta') as TeacherId,
    ...(row.has('networkSha256') && { networkSha256: row.get('networkSha256').text() }),
    inputs: row.get('inputs').matching(/^(heldOut|train)$/, 'be heldOut or train') as SplitName,
    levels: row.get('levels').items().map(readDistillation),
  };
}
