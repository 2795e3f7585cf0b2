import { expect, test } from 'vitest';
import { isIn } from './fontFaces';

test.each([
  ['U+0-FF, U+131', 0x41, true],
  ['U+0-FF, U+131', 0x131, true],
  ['U+0-FF, U+131', 0x100, false],
  ['U+4??', 0x4ab, true],
  ['U+4??', 0x500, false],
  ['', 0x3c3, true],
])('the range "%s" and the code point %d', (range, code, isInside) => {
  expect(isIn(range, code)).toBe(isInside);
});
