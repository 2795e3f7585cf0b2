/** The page's side of the theory worker against the real host. */
import { expect, test } from 'vitest';
import { powerLawSpectrum } from '../theory/powerLaw';
import { makeTheoryClient } from './theoryClient';
import { makeTheoryHost } from './theoryHost';
import type { TheoryReply, TheoryRequest } from './theoryJobs';

/** A worker in this thread; what is sent to it is recorded. */
function makeHere() {
  const sent: TheoryRequest[] = [];
  const replies: TheoryReply[] = [];
  const worker = {
    onmessage: (_: { data: TheoryReply }): unknown => undefined,
    onerror: (_: { message: string }): unknown => undefined,
    postMessage: (request: TheoryRequest) => {
      sent.push(request);
      receive(structuredClone(request));
    },
  };
  const receive = makeTheoryHost((reply) => {
    replies.push(reply);
    worker.onmessage({ data: structuredClone(reply) });
  });
  return { worker, sent, replies, client: makeTheoryClient(() => worker as unknown as Worker) };
}

const eigenvalues = powerLawSpectrum(30, 1);
const draws = { eigenvalues, counts: [10, 20, 40], draws: 4, seed: 1, levels: { s: 0.1 }, ridge: 1e-2 };

test('a simulation gives a point for each N as it comes, near the curve', async () => {
  const { client } = makeHere();
  const { points, truth } = await client.run('losses', draws);
  const seen: number[] = [];
  await client.run('simulatedLosses', draws, {
    onFrame: ({ images, means, standardErrors }) => {
      const theory = points[draws.counts.indexOf(images)]!;
      for (const [k, value] of [theory.train, theory.test].entries())
        expect(Math.abs(means[k]! - value)).toBeLessThan(5 * standardErrors[k]! + 0.05 * value);
      seen.push(images);
    },
  });
  expect(seen).toEqual(draws.counts);
  expect(points.every(({ train, test }) => train < truth && truth < test)).toBe(true);
});

test('an aborted job is rejected at once, stops within one draw and is never heard of again', async () => {
  const { client, replies } = makeHere();
  const controller = new AbortController();
  const running = client.run('simulatedLosses', draws, {
    signal: controller.signal,
    onFrame: () => controller.abort(new Error('enough')),
  });
  await expect(running).rejects.toThrow('enough');
  const before = replies.length;
  await client.run('losses', draws); // passes the same turns
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(replies.slice(before).map(({ kind }) => kind)).toEqual(['done']);
  await expect(client.run('losses', draws, { signal: controller.signal })).rejects.toThrow('enough');
});

test('failures are words', async () => {
  const { client, worker } = makeHere();
  await expect(client.run('losses', { ...draws, counts: [0] })).rejects.toThrow(
    'The theory could not be computed: effectiveRidge: the number of images must be >= 1, got 0',
  );
  const running = client.run('simulatedLosses', draws);
  worker.onerror({ message: '' });
  await expect(running).rejects.toThrow('its program did not load');
});
