import { describe, expect, it } from 'vitest';
import { isRevealed, type KeptText, makeProgress, parseProgress } from './progress';

function makeStorage(): KeptText & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return { kept, getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => void kept.set(key, text) };
}

describe('progress', () => {
  it('is there again when the page is opened again', () => {
    const storage = makeStorage();
    makeProgress(storage).setState({ predictions: { noise: 1 }, skipped: ['copies'], solved: ['euler'] });
    expect(makeProgress(storage).getState()).toEqual({
      isGuided: true,
      predictions: { noise: 1 },
      skipped: ['copies'],
      solved: ['euler'],
    });
  });

  it('goes on in memory when the browser refuses storage', () => {
    const refuse = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    const progress = makeProgress({ getItem: refuse, setItem: refuse });
    progress.setState({ isGuided: false });
    expect(progress.getState().isGuided).toBe(false);
  });

  it('takes of what is kept only what is of the right form', () => {
    const whole = { isGuided: true, predictions: {}, skipped: [], solved: [] };
    for (const kept of [null, 3, 'x', [], { predictions: 4, skipped: 'a', solved: {} }])
      expect(parseProgress(kept)).toEqual(whole);
    expect(parseProgress({ isGuided: false, predictions: { a: 1, b: 'x' }, skipped: ['c', 2] })).toEqual({
      ...whole,
      isGuided: false,
      predictions: { a: 1 },
      skipped: ['c'],
    });
  });

  it('survives text that is no JSON', () => {
    const storage = makeStorage();
    makeProgress(storage).setState({ isGuided: false });
    storage.kept.forEach((_, key) => storage.kept.set(key, '{'));
    expect(makeProgress(storage).getState().isGuided).toBe(true);
  });

  it('shows an answer once there is a prediction, it was passed over, or nothing waits', () => {
    const waiting = parseProgress(null);
    expect(isRevealed(waiting, 'a')).toBe(false);
    expect(isRevealed({ ...waiting, predictions: { a: 0 } }, 'a')).toBe(true);
    expect(isRevealed({ ...waiting, skipped: ['a'] }, 'a')).toBe(true);
    expect(isRevealed({ ...waiting, isGuided: false }, 'b')).toBe(true);
  });
});
