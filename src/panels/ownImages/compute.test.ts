import { describe, expect, test } from 'vitest';
import { nameOf } from './broughtFiles';
import { progressSentence, reportSentences, standingFinding } from './compute';

const nothing = {
  taken: 40,
  copies: 0,
  beyond: 0,
  hidden: 0,
  refusedCount: 0,
  refused: [],
  enlarged: 0,
  transparent: 0,
  ranges: [],
};

test('a set is called after its one folder or file, or by how many files there are', () => {
  expect(nameOf(['cats/1.png', 'cats/deep/2.png'])).toBe('cats');
  expect(nameOf(['cats.zip'])).toBe('cats');
  expect(nameOf(['1.png', '2.png'])).toBe('2 files');
  expect(nameOf(['.png'])).toBe('.png');
});

test('progress in words', () => {
  expect(progressSentence('cats', undefined)).toBe('Opening cats.');
  const progress = { read: 1200, files: 2000, taken: 1198, refused: 2 };
  expect(progressSentence('cats', progress)).toBe('Read 1,200 of 2,000 files: 1,198 images taken, 2 refused.');
});

describe('what was done on the way', () => {
  test('nothing to say', () => expect(reportSentences(nothing)).toEqual([]));
  test('everything to say', () => {
    const ranges = ['a.csv', 'b.csv', 'c.csv'].map((path) => ({ path, words: '0 is black, 1 is white' }));
    const sentences = reportSentences({
      ...nothing,
      copies: 1,
      beyond: 5,
      hidden: 2,
      enlarged: 3,
      transparent: 1,
      ranges,
    });
    expect(sentences).toHaveLength(6);
    expect(sentences[1]).toMatch(/^1 image of 40 was left out, because an equal one is there/);
    expect(sentences[4]).toBe('The numbers of a.csv and 2 other tables are taken so that 0 is black, 1 is white.');
  });
});

describe('where a set stands', () => {
  const finding = (needed: number, excess: number) => standingFinding({ have: 270, needed, excess }, 'at t = 1');
  test.each([
    [80, 0.02, /test loss 2% above the best possible: there are enough, 80 would do for 10%$/],
    [290, 0.104, /: nearly as many as it takes for 10%$/],
    [4123, 0.9, /test loss 90% above the best possible; for 10% it needs about 4,100$/],
    [Infinity, 0.9, /; no number of images takes it within 10%$/],
  ])('needing %f', (needed, excess, words) => {
    expect(finding(needed, excess)).toMatch(words);
    expect(finding(needed, excess)).toMatch(/^At t = 1, a linear model of your 270 images/);
  });
});
