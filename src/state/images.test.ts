import { expect, test } from 'vitest';
import type { EngineClient } from '../engine/client';
import { makeImageCache } from './images';

test('an image is asked for once while it is kept, anew after a failure, and the first of too many is let go', async () => {
  const asked: number[] = [];
  let isBroken = true;
  const engine = {
    run: ({ indices }: { indices: readonly [number] }) => {
      asked.push(indices[0]);
      if (isBroken) return Promise.reject(new Error('no engine'));
      return Promise.resolve({ images: Uint8Array.of(indices[0]), classNames: ['boot'] });
    },
  } as unknown as EngineClient;
  const load = makeImageCache(engine);
  await expect(load('fashion', 3)).rejects.toThrow('no engine');
  isBroken = false;
  expect(await load('fashion', 3)).toEqual({ image: Uint8Array.of(3), className: 'boot' });
  await load('fashion', 3);
  expect(asked).toEqual([3, 3]);
  for (let index = 100; index < 100 + 1024; index++) await load('fashion', index);
  await load('fashion', 1123);
  expect(asked).toHaveLength(2 + 1024);
  await load('fashion', 3);
  expect(asked).toHaveLength(2 + 1025);
});
