/** Every JSON file that the page reads, damaged: read or refused in words that name the file, never a fault of the program. */
import { expect, test } from 'vitest';
import { readPublicFile } from '../../scripts/readPublicFile';
import { parseManifest } from '../../src/data/manifest';
import { planePath, readPlane } from '../../src/data/plane';
import { linearManifestPath, parseLinearManifest } from '../../src/denoisers/linearCatalog';
import { measuredFrames, measuredNearestImages } from '../../src/engine/measured';
import { makeRng } from '../../src/math/rng';
import { readModelEntries } from '../../src/network/models';
import { descentsPath, parseDescents } from '../../src/state/descents';
import { distillationsPath, parseDistillations } from '../../src/state/distillations';
import { openingPath, readMeasured } from '../../src/state/files';
import { linearFitsPath, parseLinearFits } from '../../src/state/linearFits';
import { linearityPath, parseLinearityMeasures } from '../../src/state/linearityMeasures';
import { networkMeasuresPath, parseNetworkMeasures } from '../../src/state/networkMeasures';
import { oneStepPath, parseOneStepMeasures } from '../../src/state/oneStep';
import { pairsPath, parsePairMeasures } from '../../src/state/pairMeasures';
import { parseReferences, referencesPath } from '../../src/state/references';
import { parseSampleRows, sampleRowsPath } from '../../src/state/sampleRows';
import { parseScoreErrors, scoreErrorsPath } from '../../src/state/scoreErrors';
import { parseSensitivity, sensitivityPath } from '../../src/state/sensitivity';
import { parseSpectrum, spectrumPath } from '../../src/state/spectra';
import { parseVectors, vectorsPath } from '../../src/state/vectors';
import { mutateJson } from './mutate';

const asJson = (parse: (file: unknown) => unknown) => (text: string) => parse(JSON.parse(text));
const served = (text: string) => () => Promise.resolve(new TextEncoder().encode(text));

/** The opening as the page asks for it. */
const opening = {
  kind: 'sample',
  dataset: 'fashion',
  subset: { start: 0, count: 64 },
  denoisers: [],
  sampler: 'heun',
  steps: 18,
  sigmaMax: 80,
  rho: 7,
  seed: 1,
} as const;

/** By path under public/: what reads the text. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'data/fashion/manifest.json': (text) => parseManifest(text, 'data/fashion/manifest.json'),
  'models/manifest.json': (text) => readModelEntries(served(text)),
  [linearManifestPath]: parseLinearManifest,
  [planePath('fashion')]: (text) => readPlane('fashion', 784, served(text)),
  [descentsPath]: parseDescents,
  [distillationsPath]: parseDistillations,
  [vectorsPath]: parseVectors,
  [linearFitsPath('digits')]: asJson((file) => parseLinearFits(file, 'digits')),
  [spectrumPath('faces')]: asJson((file) => parseSpectrum(file, 'faces')),
  [linearityPath]: asJson(parseLinearityMeasures),
  [networkMeasuresPath]: asJson(parseNetworkMeasures),
  [oneStepPath]: asJson(parseOneStepMeasures),
  [pairsPath]: asJson(parsePairMeasures),
  [referencesPath]: asJson(parseReferences),
  [sampleRowsPath]: asJson(parseSampleRows),
  [scoreErrorsPath]: asJson(parseScoreErrors),
  [sensitivityPath]: asJson(parseSensitivity),
  [openingPath('fashion', 64)]: async (text) => {
    const measured = await readMeasured(served(text), opening);
    return measured && [measuredFrames(measured), measuredNearestImages(measured)];
  },
};

test.each(Object.entries(readers))('%s', async (path, read) => {
  const text = new TextDecoder().decode(await readPublicFile(path));
  await read(text);
  const original = JSON.parse(text) as unknown;
  const rng = makeRng(5);
  for (let i = 0; i < 250; i++) {
    const damaged = mutateJson(original, rng);
    try {
      await read(damaged);
    } catch (error) {
      expect((error as Error).message, (error as Error).stack).toContain(path.replace(/^.*\//, ''));
      expect((error as Error).message.length).toBeLessThan(600);
    }
  }
});
