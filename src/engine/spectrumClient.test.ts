/** The engine's side of the spectrum worker: its order, and what becomes of what nobody wants any more. */
import { expect, test } from 'vitest';
import { makeSpectrumClient } from './spectrumClient';
import type { SpectrumReply, SpectrumRequest } from './spectrumWorker';

/** A worker that answers when told to, with the size of the matrix as the only singular value. */
function makeHere() {
  const sent: SpectrumRequest[] = [];
  const worker = {
    onmessage: (_: { data: SpectrumReply }): unknown => undefined,
    onerror: (_: { message: string }): unknown => undefined,
    postMessage: (request: SpectrumRequest) => void sent.push(request),
  };
  const answer = () => {
    const { id, dim } = sent.at(-1)!;
    const values = Float64Array.of(dim);
    worker.onmessage({ data: { kind: 'done', id, answer: { values, vectors: new Float64Array() } } });
  };
  const { computeLeftSingular } = makeSpectrumClient(() => worker as unknown as Worker);
  const ask = (dim: number, signal?: AbortSignal) =>
    computeLeftSingular([], dim, 1, signal).then(({ values }) => values[0]);
  return { worker, sent, answer, ask, dims: () => sent.map(({ dim }) => dim) };
}

test('one is computed at a time, the newest first, and each has its own answer', async () => {
  const { answer, ask, dims } = makeHere();
  const answers = [1, 2, 3, 4].map((dim) => ask(dim));
  expect(dims()).toEqual([1]);
  for (let i = 0; i < 4; i++) answer();
  expect(dims()).toEqual([1, 4, 3, 2]);
  expect(await Promise.all(answers)).toEqual([1, 2, 3, 4]);
});

test('what nobody wants any more is never begun, and its asker is told at once', async () => {
  const { answer, ask, dims } = makeHere();
  const controller = new AbortController();
  const [first, ...passed] = [1, 2, 3].map((dim) => ask(dim, controller.signal));
  const wanted = ask(4);
  const late = ask(5);
  controller.abort(new Error('enough'));
  for (const unwanted of [first, ...passed, ask(6, controller.signal)])
    await expect(unwanted).rejects.toThrow('enough');
  answer(); // to the first, which had begun
  answer();
  answer();
  expect(dims()).toEqual([1, 5, 4]);
  expect(await Promise.all([wanted, late])).toEqual([4, 5]);
});

test('failures are words, also of those that wait; the next is given to a new worker', async () => {
  const { worker, sent, answer, ask } = makeHere();
  const refused = ask(1);
  worker.onmessage({ data: { kind: 'failed', id: sent[0]!.id, message: 'no room' } });
  await expect(refused).rejects.toThrow('The eigenvectors could not be computed: no room');
  const lost = [ask(2), ask(3)];
  worker.onerror({ message: '' });
  for (const one of lost) await expect(one).rejects.toThrow('its program did not load');
  const again = ask(4);
  answer();
  expect(await again).toBe(4);
});
