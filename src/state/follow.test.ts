import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { makeFollower } from './follow';
import type { Session } from './session';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function make() {
  const inputs = createStore(() => ({ step: 0 }));
  const session = {
    inputs,
    run: { store: createStore(() => ({ phase: 'waiting' })) },
    view: createStore(() => ({ isPlaying: false })),
    change: (patch: { step: number }) => inputs.setState(patch),
  } as unknown as Session;
  const follower = makeFollower(session);
  const seen: number[] = [];
  const end = follower.session.inputs.subscribe(({ step }) => seen.push(step));
  return { inputs, follower, seen, end };
}

test('a figure in sight follows at once', () => {
  const { inputs, follower, seen } = make();
  inputs.setState({ step: 1 });
  expect(seen).toEqual([1]);
  expect(follower.session.inputs.getState().step).toBe(1);
});

test('a figure out of sight stands still until all is at rest, and then follows once', () => {
  const { inputs, follower, seen } = make();
  follower.setInSight(false);
  for (let step = 1; step <= 5; step++) {
    inputs.setState({ step });
    vi.advanceTimersByTime(300);
  }
  expect(seen).toEqual([]);
  expect(follower.session.inputs.getState().step).toBe(0);
  vi.advanceTimersByTime(400);
  expect(seen).toEqual([5]);
});

test('a figure follows at once what its own reader changes, in sight or not', () => {
  const { inputs, follower, seen } = make();
  follower.setInSight(false);
  follower.session.change({ step: 4 });
  expect(inputs.getState().step).toBe(4);
  expect(seen).toEqual([4]);
});

test('what comes into sight follows at once, and not again', () => {
  const { inputs, follower, seen } = make();
  follower.setInSight(false);
  inputs.setState({ step: 3 });
  follower.setInSight(true);
  vi.advanceTimersByTime(1000);
  expect(seen).toEqual([3]);
});

test('figures out of sight follow in tasks of their own', () => {
  const all = [make(), make(), make()];
  for (const { follower } of all) follower.setInSight(false);
  for (const { inputs } of all) inputs.setState({ step: 1 });
  vi.advanceTimersByTime(400);
  expect(all.map(({ seen }) => seen.length)).toEqual([1, 0, 0]);
  vi.advanceTimersToNextTimer();
  expect(all.map(({ seen }) => seen.length)).toEqual([1, 1, 0]);
  vi.runAllTimers();
  expect(all.map(({ seen }) => seen.length)).toEqual([1, 1, 1]);
});

test('what it writes goes to the others at once; without readers it always knows the latest', () => {
  const { inputs, follower, seen, end } = make();
  follower.session.inputs.setState({ step: 7 });
  expect(inputs.getState().step).toBe(7);
  expect(seen).toEqual([7]);
  end();
  follower.setInSight(false);
  inputs.setState({ step: 8 });
  expect(follower.session.inputs.getState().step).toBe(8);
});
