import { expect, test } from 'vitest';
import type { TrainingLook } from '../../engine/protocol';
import { withLosses } from '../../state/lossCurve';
import { defaultChoice, type TrainingState } from '../../state/training';
import { chartsOf, countStops, remainingWords, statusWords, trainingFinding } from './compute';

const look = (step: number, numbers: Partial<TrainingLook> = {}): TrainingLook => ({
  step,
  imagesSeen: 16 * step,
  trainingLoss: 1,
  heldOutLoss: 1,
  gaussianDistance: 0.5,
  multiDeltaDistance: 0.6,
  trainingWay: 0.1,
  heldOutWay: 0.2,
  samples: new Uint8Array(),
  nearest: [],
  memorizedFraction: 0,
  ...numbers,
});
const looks = [
  look(0, { heldOutLoss: 0 }),
  look(100, { heldOutLoss: 0.8, trainingLoss: 0.8, gaussianDistance: 0.3 }),
  look(1000, {
    heldOutLoss: 1.5,
    trainingLoss: 0.2,
    gaussianDistance: 0.4,
    multiDeltaDistance: 0.3,
    trainingWay: 0.8,
    heldOutWay: 0.6,
    memorizedFraction: 0.75,
  }),
];
const job = {
  kind: 'train',
  run: 'own-1',
  dataset: 'fashion',
  subset: { start: 0, count: 16 },
  width: 16,
  seed: 1,
  learningRate: 0.002,
  batchSize: 16,
  imagesSeen: 48_000,
  looks: 40,
} as const;
const state: TrainingState = {
  phase: 'training',
  choice: defaultChoice,
  job,
  losses: withLosses([], 1, Float32Array.of(2, 3)),
  looks,
  imagesSeen: 16_000,
  pace: 400,
};

test('curves leave out what a logarithmic axis has no place for, and mark the least', () => {
  const [loss, way, distance, copies] = chartsOf(state);
  expect(loss!.lines.map(({ points }) => points.length)).toEqual([2, 2, 2]);
  expect(loss!.mark).toEqual({ images: 1600, value: 0.8, words: 'least so far' });
  expect(chartsOf({ ...state, phase: 'ended' })[0]!.mark?.words).toBe('least: best to stop here');
  expect(distance!.mark).toMatchObject({ images: 16_000, value: 0.4 });
  expect(way!.lines.map(({ points }) => points.at(-1))).toEqual([
    [16_000, 0.8],
    [16_000, 0.6],
  ]);
  expect(way!.mark).toMatchObject({ images: 16_000, value: 0.8 });
  expect([way!.least, way!.most]).toEqual([-0.25, 1]);
  for (const chart of chartsOf({ ...state, looks: looks.slice(0, 2) }).slice(1)) expect(chart.mark).toBeUndefined();
  expect(copies!.lines[0]!.points.at(-1)).toEqual([16_000, 12]);
  expect(loss!.most).toBe(1.5);
});

test('half the way is passed at the look after which it never comes back, and the sheet holds what lies beyond its ends', () => {
  const ways = [0.6, 0.4, 0.7, 1.4, -0.5].map((trainingWay, i) => look(i + 1, { trainingWay }));
  const wayOf = (shown: typeof ways) => chartsOf({ ...state, looks: shown })[1]!;
  expect(wayOf(ways).mark).toBeUndefined();
  expect([wayOf(ways).least, wayOf(ways).most]).toEqual([-0.5, 1.4]);
  expect(wayOf(ways.slice(0, 4)).mark).toMatchObject({ images: 48, value: 0.7 });
});

test('the finding claims only what the looks show', () => {
  expect(trainingFinding([])).toBe('Train a network, and watch when it begins to copy');
  expect(trainingFinding(looks.slice(0, 1))).toBe('Train a network, and watch when it begins to copy');
  expect(trainingFinding(looks.slice(1, 2))).toBe(
    'After 1,600 images it is about as good on new images as at its best',
  );
  expect(trainingFinding(looks.slice(1))).toBe(
    'Best on new images after 1,600; since then it has only learned its own by heart; 12 of 16 samples are copies',
  );
  expect(trainingFinding([looks[1]!, look(1000, { heldOutLoss: 1.5, trainingLoss: 1.2 })])).toBe(
    'After 16,000 images it is worse on new images than at its best, after 1,600',
  );
});

test('the status is words at every phase', () => {
  expect(statusWords(state)).toBe('16,000 of 48,000 images seen, 400 a second, about 80 seconds left.');
  expect(statusWords({ ...state, phase: 'paused' })).toMatch(/^Paused after 16,000 of 48,000 images/);
  expect(statusWords({ ...state, phase: 'ended' })).toBe('Stopped after 16,000 of 48,000 images.');
  expect(statusWords({ ...state, phase: 'ended', imagesSeen: 48_000 })).toMatch(/^Finished/);
  expect(statusWords({ ...state, phase: 'failed', message: 'It broke' })).toBe('It broke.');
});

test.each([
  [3, 'a few seconds'],
  [41, 'about 50 seconds'],
  [300, 'about 5 minutes'],
  [7200, 'about 2 hours'],
])('%i seconds are %s', (seconds, words) => expect(remainingWords(seconds)).toBe(words));

test('N ends with the images there are', () => expect(countStops('faces').at(-1)?.value).toBe(4096));
