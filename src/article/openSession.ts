/** The session of this page: inputs from its address, files from beside it, an engine that starts when the page has drawn. */
import { makeFetchFile } from '../data/fetchFile';
import { readFiles } from '../data/own/readClient';
import { readLinearManifest } from '../denoisers/linearCatalog';
import { makeEngine } from '../engine/client';
import { makeTheoryClient } from '../engine/theoryClient';
import { decodeInputs } from '../state/inputs';
import { readMeasured, readNetworkMeasures, readNetworks } from '../state/files';
import { openOwnStorage } from '../state/ownStorage';
import { openOwnImagesStorage } from '../state/ownImagesStorage';
import { makeOwnImages } from '../state/ownImages';
import { makeProgress } from '../state/progress';
import { makeResults } from '../state/results';
import { makeSession, type Session } from '../state/session';

export async function openSession(): Promise<Session> {
  const baseUrl = new URL(import.meta.env.BASE_URL, document.baseURI).href;
  const readFile = makeFetchFile(baseUrl);
  const { backend } = decodeInputs(location.search).inputs;
  const engine = makeEngine({ baseUrl, ...(backend !== 'auto' && { backend }) });
  const ownImages = makeOwnImages(engine, openOwnImagesStorage(), readFiles);
  const opened = ownImages.open();
  if (/[?&](dataset|spectrum)=own-/.test(location.search)) await opened; // a link is read when what it names is there
  return makeSession({
    opening: decodeInputs(location.search),
    ownImages,
    ownStorage: openOwnStorage(),
    loadNetworks: () => readNetworks(readFile),
    loadNetworkMeasures: () => readNetworkMeasures(readFile),
    loadLinearManifest: () => readLinearManifest(readFile),
    results: makeResults(readFile),
    theory: makeTheoryClient(),
    progress: makeProgress(localText()),
    loadMeasured: (job) => readMeasured(readFile, job),
    whenIdle,
  });
}

/** Undefined where the browser keeps nothing for this page. */
function localText(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

/** After the first picture has been painted, when the browser has nothing better to do. */
function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    const rest = () => {
      if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve(), { timeout: 500 });
      else setTimeout(resolve, 100);
    };
    if (document.visibilityState === 'hidden') rest();
    else requestAnimationFrame(() => requestAnimationFrame(rest));
  });
}
