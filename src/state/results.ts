/** The measured results that figures read when they come into view, each file once. */
import type { PublishedId } from '../data/catalog';
import { type LinearManifest, readLinearManifest } from '../denoisers/linearCatalog';
import type { ReadFile } from '../data/readFile';
import { type Descents, descentsPath, parseDescents } from './descents';
import { readJson } from './files';
import { keepLatest } from '../data/latest';
import { type Distillations, distillationsPath, parseDistillations } from './distillations';
import { type LinearFits, linearFitsPath, parseLinearFits } from './linearFits';
import { type LinearityMeasures, linearityPath, parseLinearityMeasures } from './linearityMeasures';
import { type LocalMeasures, localMeasuresPath, localPicturesPath, parseLocalMeasures } from './localMeasures';
import { parseNetworkDetails, unpack, unpackSamples } from './networkDetails';
import {
  type NetworkDetails,
  networkDetailsPath,
  type NetworkMeasures,
  networkMeasuresPath,
  networkSamplesPath,
  parseNetworkMeasures,
} from './networkMeasures';
import {
  oneStepPath,
  oneStepPicturesPath,
  type OneStepMeasures,
  parseOneStepMeasures,
  picturesLength,
} from './oneStep';
import { pairsPath, type PairMeasures, parsePairMeasures } from './pairMeasures';
import {
  parseSampleRows,
  sampleRowsLength,
  type SampleRowsMeasures,
  sampleRowsPath,
  sampleRowsPicturesPath,
} from './sampleRows';
import { parseScoreErrors, type ScoreErrorMeasures, scoreErrorsPath } from './scoreErrors';
import {
  parseSensitivity,
  sensitivityLength,
  type SensitivityMeasures,
  sensitivityPath,
  sensitivityPicturesPath,
} from './sensitivity';
import { parseReferences, type References, referencesPath } from './references';
import { type MeasuredSpectrum, parseSpectrum, spectrumPath } from './spectra';
import { type MeasuredVectors, parseVectors, vectorsPath } from './vectors';
import { joinMeasures, type ZooNetwork } from './zooNetworks';

export interface MeasuredZoo {
  /** How all of them were measured. */
  readonly measures: NetworkMeasures;
  readonly networks: readonly ZooNetwork[];
}

/** Every answer is kept, those of single networks for the latest of them; what failed is asked for again. Rejections are Errors in words that name the file. */
export interface Results {
  zoo(): Promise<MeasuredZoo>;
  pairs(): Promise<PairMeasures>;
  linearity(): Promise<LinearityMeasures>;
  scoreErrors(): Promise<ScoreErrorMeasures>;
  /** With the bytes of its pictures. */
  sensitivity(): Promise<{ readonly measures: SensitivityMeasures; readonly pictures: Uint8Array }>;
  /** With the bytes of its pictures. */
  sampleRows(): Promise<{ readonly measures: SampleRowsMeasures; readonly pictures: Uint8Array }>;
  /** With the bytes of its pictures. */
  oneStep(): Promise<{ readonly measures: OneStepMeasures; readonly pictures: Uint8Array }>;
  local(): Promise<LocalMeasures>;
  /** Pictures of one network, as `localMeasures` explains them. */
  localPictures(id: string, byteLength: number): Promise<Uint8Array>;
  details(id: string): Promise<NetworkDetails>;
  /** Bytes [sampleCount, 784] of a network's samples. */
  samples(id: string, byteLength: number): Promise<Uint8Array>;
  spectrum(dataset: PublishedId): Promise<MeasuredSpectrum>;
  linearFits(dataset: PublishedId): Promise<LinearFits>;
  linearManifest(): Promise<LinearManifest>;
  distillations(): Promise<Distillations>;
  descents(): Promise<Descents>;
  vectors(): Promise<MeasuredVectors>;
  references(): Promise<References>;
}

/** As many networks as two figures show at once. */
const mostNetworks = 16;

const manifestPath = 'models/manifest.json';

export function makeResults(readFile: ReadFile): Results {
  const details = keepLatest<NetworkDetails>(mostNetworks);
  const samples = keepLatest<Uint8Array>(mostNetworks);
  const pictures = keepLatest<Uint8Array>(mostNetworks);
  const kept = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, load: () => Promise<T>): Promise<T> => {
    const known = kept.get(key) as Promise<T> | undefined;
    if (known) return known;
    const asked = load();
    kept.set(key, asked);
    asked.catch(() => kept.delete(key));
    return asked;
  };
  const readText = async (path: string) => new TextDecoder().decode(await readFile(path));
  const read = (path: string) => readJson(readFile, path);
  return {
    zoo: () =>
      once('zoo', async () => {
        const [manifest, file] = await Promise.all([read(manifestPath), read(networkMeasuresPath)]);
        const measures = parseNetworkMeasures(file);
        return { measures, networks: joinMeasures(manifest, measures.networks) };
      }),
    pairs: () => once('pairs', async () => parsePairMeasures(await read(pairsPath))),
    oneStep: () =>
      once('oneStep', async () => {
        const [file, packed] = await Promise.all([read(oneStepPath), readFile(oneStepPicturesPath)]);
        const measures = parseOneStepMeasures(file);
        return { measures, pictures: await unpack(packed, oneStepPicturesPath, picturesLength(measures)) };
      }),
    sensitivity: () =>
      once('sensitivity', async () => {
        const [file, packed] = await Promise.all([read(sensitivityPath), readFile(sensitivityPicturesPath)]);
        const measures = parseSensitivity(file);
        return { measures, pictures: await unpack(packed, sensitivityPicturesPath, sensitivityLength(measures)) };
      }),
    sampleRows: () =>
      once('sampleRows', async () => {
        const [file, packed] = await Promise.all([read(sampleRowsPath), readFile(sampleRowsPicturesPath)]);
        const measures = parseSampleRows(file);
        return { measures, pictures: await unpack(packed, sampleRowsPicturesPath, sampleRowsLength(measures)) };
      }),
    scoreErrors: () => once('scoreErrors', async () => parseScoreErrors(await read(scoreErrorsPath))),
    local: () => once('local', async () => parseLocalMeasures(await read(localMeasuresPath))),
    localPictures: (id, byteLength) =>
      pictures.get(id, async () => unpack(await readFile(localPicturesPath(id)), localPicturesPath(id), byteLength)),
    linearity: () => once('linearity', async () => parseLinearityMeasures(await read(linearityPath))),
    details: (id) => details.get(id, async () => parseNetworkDetails(await read(networkDetailsPath(id)), id)),
    samples: (id, byteLength) =>
      samples.get(id, async () => unpackSamples(await readFile(networkSamplesPath(id)), id, byteLength)),
    spectrum: (dataset) =>
      once(`spectrum ${dataset}`, async () => parseSpectrum(await read(spectrumPath(dataset)), dataset)),
    linearManifest: () => once('linear manifest', () => readLinearManifest(readFile)),
    distillations: () => once('distillations', async () => parseDistillations(await readText(distillationsPath))),
    descents: () => once('descents', async () => parseDescents(await readText(descentsPath))),
    vectors: () => once('vectors', async () => parseVectors(await readText(vectorsPath))),
    references: () => once('references', async () => parseReferences(await read(referencesPath))),
    linearFits: (dataset) =>
      once(`linear ${dataset}`, async () => parseLinearFits(await read(linearFitsPath(dataset)), dataset)),
  };
}
