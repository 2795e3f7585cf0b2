/** What all figures of a page share, however many sessions they belong to: one engine, the reader's own images and networks, each published file once. */
import { makeFetchFile } from '../data/fetchFile';
import { readFiles } from '../data/own/readClient';
import { readLinearManifest } from '../denoisers/linearCatalog';
import { type EngineClient, makeEngine } from '../engine/client';
import type { BackendId } from '../engine/protocol';
import { makeTheoryClient } from '../engine/theoryClient';
import { readMeasured, readNetworkMeasures, readNetworks } from './files';
import type { DecodedInputs } from './inputs';
import { openOwnImagesStorage } from './ownImagesStorage';
import { makeOwnImages, type OwnImages } from './ownImages';
import { openOwnStorage } from './ownStorage';
import { makeProgress } from './progress';
import { makeResults } from './results';
import { makeSession, type Session } from './session';

export interface SiteOptions {
  /** Absolute URL of the folder that holds data/, models/ and results/. */
  readonly baseUrl: string;
  /** Absolute URL of the page that links to a figure lead to, without query and fragment. */
  readonly pageUrl: string;
  /** Runs this backend and no other. */
  readonly backend?: BackendId | undefined;
  /** Resolves when the page has drawn and has time for the engine. */
  readonly whenIdle: () => Promise<void>;
}

export interface Site {
  readonly engine: EngineClient;
  readonly ownImages: OwnImages;
  openSession(opening: DecodedInputs): Session;
}

export function openSite({ baseUrl, pageUrl, backend, whenIdle }: SiteOptions): Site {
  const readFile = makeFetchFile(baseUrl);
  const engine = makeEngine({ baseUrl, ...(backend && { backend }) });
  const ownImages = makeOwnImages(engine, openOwnImagesStorage(), readFiles);
  const shared = {
    pageUrl,
    ownImages,
    ownStorage: openOwnStorage(),
    loadNetworks: () => readNetworks(readFile),
    loadNetworkMeasures: () => readNetworkMeasures(readFile),
    loadLinearManifest: () => readLinearManifest(readFile),
    results: makeResults(readFile),
    theory: makeTheoryClient(),
    progress: makeProgress(localText()),
    loadMeasured: (job: Parameters<typeof readMeasured>[1]) => readMeasured(readFile, job),
    whenIdle,
  };
  return { engine, ownImages, openSession: (opening) => makeSession({ ...shared, opening }) };
}

/** Undefined where the browser keeps nothing for this page. */
function localText(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
