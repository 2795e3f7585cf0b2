/** A value inside a JSON file with its path, so that every error can say where it stood: `file.json: train.shards[3].count must be 7, got 8`. */
import { brief } from './brief';
import { DataError } from './dataError';

/** Every reader throws a DataError when the value is not what it must be; `must` continues "must ...". */
export interface Field {
  has(key: string): boolean;
  keys(): string[];
  /** The field may be missing: its reader says so. */
  get(key: string): Field;
  items(): Field[];
  /** Not blank. */
  text(): string;
  matching(pattern: RegExp, must: string): string;
  number(isGood: (value: number) => boolean, must: string): number;
  integer(least: number): number;
  fail(must: string): never;
}

/** @param where the file's name, which opens every error */
export function parseField(json: string, where: string): Field {
  try {
    return makeField(JSON.parse(json), '', where);
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    const remedy = 'check that the server sends this file and not a page';
    throw new DataError(`${where}: must be JSON, got ${brief(json)}; ${remedy}`, { cause });
  }
}

function makeField(value: unknown, path: string, where: string): Field {
  const fail = (must: string): never => {
    throw new DataError(`${where}: ${path || 'the file'} must ${must}, got ${brief(value)}`);
  };
  const number: Field['number'] = (isGood, must) => (typeof value === 'number' && isGood(value) ? value : fail(must));
  return {
    keys: () => (isRecord(value) ? Object.keys(value) : fail('be an object')),
    has: (key) => isRecord(value) && Object.hasOwn(value, key),
    get(key) {
      if (!isRecord(value)) return fail('be an object');
      return makeField(Object.hasOwn(value, key) ? value[key] : undefined, path ? `${path}.${key}` : key, where);
    },
    items() {
      if (!Array.isArray(value)) return fail('be a list');
      return value.map((item, i) => makeField(item, `${path}[${i}]`, where));
    },
    text: () => (typeof value === 'string' && value.trim() !== '' ? value : fail('be text')),
    matching: (pattern, must) => (typeof value === 'string' && pattern.test(value) ? value : fail(must)),
    number,
    integer: (least) => number((n) => Number.isSafeInteger(n) && n >= least, `be an integer >= ${least}`),
    fail,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
