/** Seeded damage to files: bytes that are changed, lost, doubled, and JSON values that are replaced by others. */
import type { Rng } from '../../src/math/rng';

/** One to four changes; those of the first `headLength` bytes are as frequent as all others. */
export function mutateBytes(original: Uint8Array, headLength: number, rng: Rng): Uint8Array<ArrayBuffer> {
  let bytes = new Uint8Array(original);
  for (let change = rng.below(4); change >= 0; change--) {
    const where = rng.below(Math.max(1, rng.below(2) > 0 ? Math.min(headLength, bytes.length) : bytes.length));
    const length = 1 + rng.below(rng.below(4) > 0 ? 16 : bytes.length + 1);
    switch (rng.below(6)) {
      case 0:
        bytes[where] = rng.below(256);
        break;
      case 1:
        bytes[where]! ^= 1 << rng.below(8);
        break;
      case 2:
        bytes[where] = '{}[]",:0123456789-eF'.charCodeAt(rng.below(20));
        break;
      case 3:
        bytes = join(bytes.subarray(0, where), bytes.subarray(where + length));
        break;
      case 4:
        bytes = join(bytes.subarray(0, where), bytes.subarray(Math.max(0, where - length)));
        break;
      default:
        bytes = bytes.slice(0, where);
    }
  }
  return bytes;
}

const oddValues: readonly unknown[] = [
  null,
  undefined,
  true,
  -1,
  0,
  0.5,
  3,
  4096,
  2 ** 31,
  2 ** 53,
  1e308,
  '',
  'x',
  '../../secret',
  '__proto__',
  [],
  [0, 4],
  [4, 0],
  [[]],
  {},
  { length: 1e9 },
  'F32',
  'F16',
  'I8',
];

/** The JSON of a value in which one to three values anywhere are replaced, left out, or swapped with a neighbour. */
export function mutateJson(original: unknown, rng: Rng): string {
  let copy = structuredClone(original);
  for (let change = rng.below(3); change >= 0; change--) {
    const [place, other] = [placeIn(copy, rng), placeIn(copy, rng)];
    if (!place || !other) break;
    const { parent, key } = place;
    const kind = rng.below(12);
    if (kind === 0) copy = structuredClone(oddValues[rng.below(oddValues.length)]);
    else if (kind === 1) parent[key] = structuredClone(other.parent[other.key]);
    else if (kind === 2 && Array.isArray(parent)) parent.splice(Number(key), 1);
    else if (kind === 3) Reflect.deleteProperty(parent, key);
    else parent[key] = structuredClone(oddValues[rng.below(oddValues.length)]);
  }
  return copy === undefined ? 'null' : JSON.stringify(copy);
}

interface JsonPlace {
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

/** One of the values within a JSON value, at any depth. */
function placeIn(value: unknown, rng: Rng): JsonPlace | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const parent = value as Record<string, unknown>;
  const keys = Object.keys(parent);
  const key = keys[rng.below(keys.length || 1)];
  if (key === undefined) return undefined;
  return (rng.below(8) > 0 ? placeIn(parent[key], rng) : undefined) ?? { parent, key };
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
