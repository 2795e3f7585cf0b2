import { expect, test } from 'vitest';
import type { LocalMeasure, Winner } from '../../state/localMeasures';
import type { ZooNetwork } from '../../state/zooNetworks';
import {
  agreementCurves,
  cellWords,
  chooseForms,
  errorCurves,
  formChoices,
  formFinding,
  formSentences,
  patchCurves,
} from './compute';

const network = (count: number, more: Partial<ZooNetwork> = {}): ZooNetwork => ({
  id: `n${count}`,
  dataset: 'fashion',
  subset: { start: 0, count },
  width: 32,
  imagesSeen: 9000,
  plannedImages: 9000,
  measure: { sha256: 'of these weights' } as ZooNetwork['measure'],
  ...more,
});
const networks = [
  network(16),
  network(64),
  network(64, { id: 'early', imagesSeen: 800, checkpointOf: 'n64' }),
  network(64, { id: 'small', width: 8 }),
  network(256, { id: 'untold' }),
];
const est = (mean: number) => ({ mean, standardError: 0.01 });
const spread = (median: number) => ({ ...est(median), median, lower: median - 0.1, upper: median + 0.1 });
const won = (id: Winner['id'], mean: number): Winner => ({ id, lead: est(mean) });
const measure = (id: string, like: 'local' | 'multiDelta'): LocalMeasure => ({
  id,
  sha256: 'of these weights',
  patchSizes: [55, 3],
  error: { network: [est(0.1), est(0.01)], gaussian: [est(0.2), est(0.02)] },
  rmseToNetwork: {
    gaussian: [est(0.3), est(0.4)],
    multiDelta: [est(0.1), est(0.5)],
    local: [est(0.1), est(0.2)],
  },
  agreement: Object.fromEntries(
    (['gaussian', 'multiDelta', 'local'] as const).map((each) => {
      const r2 = spread(each === like ? 0.9 : 0.5);
      return [each, { r2: { raw: r2, centered: r2 }, rmse: spread(0.2) }];
    }),
  ),
  nearest: [won('multiDelta', 0.2), won('local', 0.015)],
  mostAlike: { raw: won(like, 0.4), centered: won(like, 0.4) },
});
const measures = {
  networks: [
    measure('n16', 'multiDelta'),
    measure('n64', 'local'),
    measure('early', 'local'),
    measure('small', 'local'),
  ],
};
const sigmas = [10, 0.1];
const choices = formChoices('fashion', networks, measures);

test('networks that differ in N, in width and in training time, those that were measured with these weights', () => {
  expect(choices.map(({ over, images, rows }) => [over, images, rows.map(({ place }) => place)])).toEqual([
    ['images', undefined, [16, 64]],
    ['time', 64, [800, 9000]],
    ['width', 64, [8, 32]],
  ]);
  expect(chooseForms(choices, 'width', 64)!.over).toBe('width');
  expect(chooseForms(choices, 'time', 7)!.images).toBe(64);
  expect(chooseForms([], 'time', 7)).toBeUndefined();
  const others = { networks: [{ ...measure('n16', 'local'), sha256: 'of others' }] };
  expect(formChoices('fashion', networks, others)).toEqual([]);
});

test('the finding tells whom the chosen network draws like, and the one at the far end', () => {
  const [forms] = choices;
  const [few, many] = forms!.rows;
  expect(formFinding(forms!, few!, 'raw')).toBe(
    'From the same noises, the network of 16 images draws most like the multi-delta (r²\u00a00.90), the network of 64 images most like the local denoiser (r²\u00a00.90)',
  );
  expect(formFinding(forms!, many!, 'raw')).toMatch(/^From the same noises, the network of 64 images .* of 16 images/);
  const three = { ...forms!, rows: [few!, many!, { ...many!, place: 256 }] };
  expect(formFinding(three, many!, 'raw')).toMatch(/of 64 images .* of 16 images most like the multi-delta/);
  const unclear = {
    ...many!,
    measure: { ...many!.measure, mostAlike: { raw: won('local', 0.015), centered: won('local', 0.4) } },
  };
  expect(formFinding(forms!, unclear, 'raw')).toContain(
    'the local denoiser (r²\u00a00.90, not clearly ahead), the network of',
  );
  const time = chooseForms(choices, 'time', 64)!;
  expect(formFinding(time, time.rows[0]!, 'raw')).toContain('the network after 800 images seen');
});

test('sentences count the cells that are won beyond two standard errors', () => {
  expect(formSentences(choices[0]!, sigmas, 'raw')).toEqual([
    'Multi-delta clearly nearest: 2 of 4 cells, N 16 to 64, σ 10.0.',
    'No one clearly: 2, within two standard errors of the next.',
    'Median r² of samples, from 16 images to 64 images: Gaussian 0.50 to 0.50, Multi-delta 0.90 to 0.50, Local 0.50 to 0.90.',
  ]);
});

test('curves: r2 with quartiles over N, squares and errors over sigma', () => {
  const [forms] = choices;
  const chosen = forms!.rows[1]!;
  expect(agreementCurves(forms!, 'raw').at(-1)).toMatchObject({
    id: 'local',
    points: [
      { x: 16, y: 0.5, lower: 0.4, upper: 0.6 },
      { x: 64, y: 0.9 },
    ],
  });
  expect(agreementCurves(forms!, 'raw').find(({ id }) => id === 'linear')!.points).toEqual([]);
  const [own, other] = patchCurves(forms!, chosen, sigmas);
  expect(own).toMatchObject({
    id: 'n64',
    label: 'Local',
    points: [
      { x: 10, y: 55 },
      { x: 0.1, y: 3 },
    ],
  });
  expect(other).toMatchObject({ id: 'n16', isThin: true });
  expect(errorCurves(chosen, sigmas).map(({ id }) => id)).toEqual(['network', 'gaussian']);
});

test('a cell tells its winner and all distances', () => {
  expect(cellWords(choices[0]!.rows[0]!, 1)).toBe(
    'Local, not clearly. RMSE to the network: Gaussian 0.400, Multi-delta 0.500, Local 0.200',
  );
});
