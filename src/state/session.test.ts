import { expect, test, vi } from 'vitest';
import type { EngineClient } from '../engine/client';
import { decodeInputs } from './inputs';
import { makeOwnImages } from './ownImages';
import { makeProgress } from './progress';
import { makeResults } from './results';
import { makeSession } from './session';

function open(query: string) {
  const engine = {
    run: () => new Promise(() => undefined),
    start: () => undefined,
    subscribe: () => () => undefined,
    status: () => ({ state: 'idle' }),
  } as unknown as EngineClient;
  const network = { dataset: 'fashion' as const, subset: { start: 0, count: 64 }, width: 32 };
  return makeSession({
    opening: decodeInputs(query),
    pageUrl: 'https://example.org/',
    ownImages: makeOwnImages(
      engine,
      { read: () => Promise.resolve(undefined), write: () => Promise.resolve(), remove: () => Promise.resolve() },
      () => Promise.reject(new Error('not needed')),
    ),
    ownStorage: {
      list: () => Promise.resolve([]),
      file: () => Promise.resolve(undefined),
      save: () => Promise.resolve(),
      remove: () => Promise.resolve(),
      takeNumber: (least) => Promise.resolve(least),
    },
    loadNetworks: () =>
      Promise.resolve([
        { ...network, id: 'whole' },
        { ...network, id: 'early', checkpointOf: 'whole' },
      ]),
    loadLinearManifest: () => Promise.reject(new Error('not needed')),
    loadNetworkMeasures: () => Promise.reject(new Error()),
    results: makeResults(() => Promise.reject(new Error())),
    theory: { run: () => new Promise(() => undefined) },
    progress: makeProgress(undefined),
    loadMeasured: () => Promise.resolve(undefined),
    whenIdle: () => Promise.resolve(),
  });
}
/** Not a limit: how soon is not what these tests are about. */
const waiting = { timeout: 30_000 };
const settled = (session: ReturnType<typeof open>) =>
  vi.waitFor(() => expect(session.run.store.getState().networks.state).toBe('ready'), waiting);

test('a network of the link that is there is run', async () => {
  const session = open('network=early');
  session.run.start();
  await settled(session);
  expect(session.inputs.getState().network).toBe('early');
  expect(session.problems.getState()).toEqual([]);
  await vi.waitFor(() => expect(session.run.store.getState().shown?.job.network).toBe('early'), waiting);
});

test.each(['network=own-9', 'network=whole&images=16'])(
  '%s gives way to the automatic choice, in words',
  async (query) => {
    const session = open(query);
    session.run.start();
    await settled(session);
    expect(session.inputs.getState().network).toBe('');
    expect(session.problems.getState()).toEqual([
      expect.stringMatching(/There is no network (own-9|whole) for \d+ images/),
    ]);
  },
);

test('other images leave the choice to the page, unless they come with one', async () => {
  const session = open('network=early');
  session.run.start();
  await settled(session);
  session.change({ steps: 5 });
  expect(session.inputs.getState().network).toBe('early');
  session.change({ images: 16 });
  expect(session.inputs.getState().network).toBe('');
  session.change({ images: 64, network: 'early' });
  expect(session.inputs.getState()).toMatchObject({ images: 64, network: 'early' });
  expect(session.problems.getState()).toEqual([]);
});

test('a noise level takes the stepper along, and a step has its own noise level', () => {
  const session = open('');
  session.change({ sigma: 79 });
  expect(session.inputs.getState()).toMatchObject({ sigma: 79, step: 0 });
  session.change({ seed: 5 });
  expect(session.inputs.getState().sigma).toBe(79);
  session.change({ step: 12 });
  expect(session.inputs.getState()).toMatchObject({ sigma: 0, step: 12 });
});
