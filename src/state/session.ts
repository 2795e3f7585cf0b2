/** All that one figure, or a page of figures, shares: inputs, the run that answers them, what is pointed at, and the engine. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LinearManifest } from '../denoisers/linearCatalog';
import type { EngineClient } from '../engine/client';
import type { TheoryClient } from '../engine/theoryClient';
import { datasetInfo } from '../data/catalog';
import type { OwnSet } from '../data/own/ownSet';
import type { ReadRequest } from '../data/own/reading';
import { type DecodedInputs, defaultInputs, type Inputs, withinRange } from './inputs';
import { type LinearMaps, makeLinearMaps } from './linearMaps';
import { type LoadImage, makeImageCache } from './images';
import type { NetworkMeasures } from './networkMeasures';
import { networksFor } from './networks';
import { stepAt } from './noiseLevel';
import type { OwnImages } from './ownImages';
import { makeOwnNetworks, type OwnNetworks } from './ownNetworks';
import type { OwnStorage } from './ownStorage';
import { type LoadSpectrum, makeSpectrumCache } from './datasetSpectrum';
import type { ProgressStore } from './progress';
import type { Results } from './results';
import { makeRun, type Run, type RunOptions } from './run';
import { isUnderWay, makeTraining, type Training } from './training';
import { makeView, type View } from './view';

export interface Session {
  readonly engine: EngineClient;
  readonly inputs: StoreApi<Inputs>;
  readonly run: Run;
  readonly own: OwnNetworks;
  readonly ownImages: OwnImages;
  readonly training: Training;
  readonly linear: LinearMaps;
  readonly view: StoreApi<View>;
  /** What the reader has predicted and tried. */
  readonly progress: ProgressStore;
  /** What the link asked for and did not get. */
  readonly problems: StoreApi<readonly string[]>;
  /** Absolute URL of the page that links to a figure lead to, without query and fragment. */
  readonly pageUrl: string;
  readonly loadImage: LoadImage;
  readonly loadSpectrum: LoadSpectrum;
  readonly loadNetworkMeasures: () => Promise<NetworkMeasures>;
  /** The measured results of the figures that compare networks. */
  readonly results: Results;
  /** The theory of linear diffusion models, in a worker of its own. */
  readonly theory: TheoryClient;
  /**
   * Changes inputs, keeping N within the dataset and the step at the same part of the way when the number of steps changes. A noise level takes the stepper to
   * its nearest step, and a step is looked at with its own noise level. Other images leave the choice of a network to the page.
   */
  change(patch: Partial<Inputs>): void;
  /** Reads the reader's files, and lets all figures be about them. Never rejects. */
  bringImages(request: ReadRequest): Promise<void>;
  /** Lets all figures, and the next training, be about a set of the reader's. */
  showImages(set: OwnSet): void;
  /** Forgets the reader's images; figures that were about them return to those of the page. Never rejects. */
  removeImages(): Promise<void>;
}

export interface SessionOptions extends Omit<RunOptions, 'engine' | 'inputs' | 'own' | 'linear'> {
  readonly opening: DecodedInputs;
  readonly pageUrl: string;
  /** With the engine in it. */
  readonly ownImages: OwnImages;
  readonly ownStorage: OwnStorage;
  readonly loadNetworkMeasures: () => Promise<NetworkMeasures>;
  readonly loadLinearManifest: () => Promise<LinearManifest>;
  readonly results: Results;
  readonly theory: TheoryClient;
  readonly progress: ProgressStore;
}

export function makeSession({
  opening,
  pageUrl,
  ownImages,
  ownStorage,
  loadNetworkMeasures,
  loadLinearManifest,
  results,
  theory,
  progress,
  ...options
}: SessionOptions): Session {
  const inputs = createStore<Inputs>(() => opening.inputs);
  const own = makeOwnNetworks(ownImages.engine, ownStorage);
  const { engine } = own;
  const loadNetworks = async () => (await Promise.all([options.loadNetworks(), own.open()]))[0];
  const linear = makeLinearMaps(loadLinearManifest);
  const training = makeTraining(engine, own);
  const session: Session = {
    engine,
    inputs,
    run: makeRun({ ...options, engine, loadNetworks, inputs, own: own.store, linear }),
    own,
    ownImages,
    training,
    linear,
    view: makeView(),
    progress,
    problems: createStore<readonly string[]>(() => opening.problems),
    pageUrl,
    loadImage: makeImageCache(engine),
    loadSpectrum: makeSpectrumCache(engine, results),
    loadNetworkMeasures,
    results,
    theory,
    change(patch) {
      const before = inputs.getState();
      const asked = { ...before, ...patch };
      const isOtherWalk = patch.steps !== undefined && patch.step === undefined && patch.steps !== before.steps;
      const step = isOtherWalk ? Math.round((before.step / before.steps) * asked.steps) : asked.step;
      const sigma = patch.sigma ?? (patch.step === undefined ? asked.sigma : 0);
      const after = withinRange({ ...asked, step: patch.sigma ? stepAt(asked, patch.sigma) : step, sigma });
      const isSameSet = after.dataset === before.dataset && after.images === before.images;
      inputs.setState({ ...after, network: isSameSet ? after.network : (patch.network ?? '') });
    },
    async bringImages(request) {
      const set = await ownImages.read(request);
      await new Promise((resolve) => setTimeout(resolve)); // what was read is drawn before all figures change
      if (set) session.showImages(set);
    },
    showImages({ id, info }) {
      session.change({ dataset: id, spectrum: id, images: info.trainCount });
      const { phase, choice } = training.store.getState();
      if (!isUnderWay(phase)) training.choose({ dataset: id, images: Math.min(choice.images, info.trainCount) });
    },
    async removeImages() {
      const id = ownImages.store.getState().set?.id;
      const { dataset, spectrum } = inputs.getState();
      session.change({
        ...(dataset === id && { dataset: defaultInputs.dataset, images: defaultInputs.images }),
        ...(spectrum === id && { spectrum: defaultInputs.spectrum }),
      });
      const { phase, choice } = training.store.getState();
      if (!isUnderWay(phase) && choice.dataset === id) training.choose({ dataset: defaultInputs.dataset });
      await ownImages.remove();
    },
  };
  watchNetwork(session);
  return session;
}

/** A chosen network that is not there gives way, in words, to the automatic choice; one that was trained further is run again. */
function watchNetwork({ inputs, run, own, linear, problems }: Session): void {
  const check = () => {
    const { network, dataset, images } = inputs.getState();
    const { networks } = run.store.getState();
    if (network === '' || networks.state !== 'ready') return;
    if (networksFor(networks.list, dataset, images).some(({ id }) => id === network)) return;
    inputs.setState({ network: '' });
    problems.setState(
      [
        ...problems.getState(),
        `There is no network ${network} for ${images} images of ${datasetInfo(dataset).label} here; the page chooses one.`,
      ],
      true,
    );
  };
  inputs.subscribe(check);
  run.store.subscribe(({ networks }, before) => {
    if (networks !== before.networks) check();
  });
  own.store.subscribe(({ list }, before) => {
    const find = (entries: typeof list) => entries.find(({ id }) => id === inputs.getState().network);
    const [now, earlier] = [find(list), find(before.list)];
    for (const { id, sha256 } of list)
      if (before.list.some((known) => known.id === id && known.sha256 !== sha256)) linear.forget(id);
    if (now && earlier && now.sha256 !== earlier.sha256) run.retry();
  });
}
