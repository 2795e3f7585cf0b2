import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { OwnImagesState } from './ownImages';
import type { OwnState } from './ownNetworks';
import type { Session } from './session';
import { survivesReload } from './survivesReload';
import type { TrainingState } from './training';

const set = {} as NonNullable<OwnImagesState['set']>;
const list = [{}] as unknown as OwnState['list'];

function survives(images: Partial<OwnImagesState>, networks: Partial<OwnState>, phase: TrainingState['phase']) {
  return survivesReload({
    ownImages: { store: createStore(() => ({ previews: [], isKept: false, ...images })) },
    own: { store: createStore(() => ({ list: [], ...networks })) },
    training: { store: createStore(() => ({ phase })) },
  } as unknown as Session);
}

test('what is kept or in the link comes back', () => {
  expect(survives({}, {}, 'idle')).toBe(true);
  expect(survives({ set, isKept: true }, { list }, 'idle')).toBe(true);
});

test.each<Parameters<typeof survives>>([
  [{ set }, {}, 'idle'],
  [{ set, isKept: true, isKeeping: true }, {}, 'idle'],
  [{ reading: { name: 'a.zip' } }, {}, 'idle'],
  [{}, { list, problem: 'This browser keeps no networks for the page.' }, 'idle'],
  [{}, {}, 'training'],
  [{}, {}, 'paused'],
  [{}, {}, 'ended'],
])('what the page alone has does not: %j %j %s', (images, networks, phase) => {
  expect(survives(images, networks, phase)).toBe(false);
});
