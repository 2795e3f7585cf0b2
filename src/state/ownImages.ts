/** The reader's own images: read from files, kept if wanted, and put into the worker when a job is about them. They never leave the browser. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { closeOwn, type DatasetId, isOwnId, type OwnDatasetId, registerOwn } from '../data/catalog';
import { imagesPerShard } from '../data/manifest';
import { ownDim } from '../data/own/limits';
import type { OwnSet } from '../data/own/ownSet';
import type { ReadFiles } from '../data/own/readClient';
import type { Preview, ReadProgress, ReadRequest } from '../data/own/reading';
import type { EngineClient } from '../engine/client';
import type { OwnImagesStorage, ReadingReport } from './ownImagesStorage';

export interface OwnImagesState {
  /** What is being read now. */
  readonly reading?: { readonly name: string; readonly progress?: ReadProgress | undefined } | undefined;
  /** The set that is open. */
  readonly set?: OwnSet | undefined;
  /** What became of its files. */
  readonly report?: ReadingReport | undefined;
  /** The first images that were read; of a set that was kept, its first training images. */
  readonly previews: readonly Preview[];
  /** Why what was brought last is no set, in words; and what became of its files, if they were read. */
  readonly problem?: { readonly words: string; readonly report?: ReadingReport } | undefined;
  readonly isKept: boolean;
  /** It is being written down, or forgotten. */
  readonly isKeeping?: boolean;
  /** Why it could not be kept, in words. */
  readonly keepProblem?: string | undefined;
}

export interface OwnImages {
  readonly store: StoreApi<OwnImagesState>;
  /** The engine, with the images that a job is about in its worker. */
  readonly engine: EngineClient;
  /** Takes up what an earlier visit kept. Never rejects. */
  open(): Promise<void>;
  /** Reads files into a new set, in place of the one that was open. @returns undefined when there is none: `problem` says why. Never rejects */
  read(request: ReadRequest): Promise<OwnSet | undefined>;
  /** Stops reading; the set that was open stays. */
  stop(): void;
  /** Whether the browser is to keep the set. Never rejects. */
  keep(isWanted: boolean): Promise<void>;
  /** Forgets the set, here and in the browser. Never rejects. */
  remove(): Promise<void>;
}

const mostPreviews = 60;

export function makeOwnImages(base: EngineClient, storage: OwnImagesStorage, readFiles: ReadFiles): OwnImages {
  const store = createStore<OwnImagesState>(() => ({ previews: [], isKept: false }));
  const inWorker = new Map<OwnDatasetId, Promise<void>>();
  let controller = new AbortController();
  base.subscribe(() => {
    const { state } = base.status();
    if (state === 'failed' || state === 'idle') inWorker.clear();
  });

  /** Images that are gone are left to the job, which says so. */
  const putIntoWorker = async (id: OwnDatasetId): Promise<void> => {
    const { set } = store.getState();
    if (set?.id !== id) return;
    const { info, bytes } = set;
    const partLength = imagesPerShard * ownDim;
    const parts = Array.from({ length: Math.ceil(bytes.length / partLength) }, (_, i) =>
      base.run({
        kind: 'addImages',
        id,
        info,
        start: i * imagesPerShard,
        images: bytes.slice(i * partLength, (i + 1) * partLength),
      }),
    );
    await Promise.all(parts);
  };
  const ensure = (id: OwnDatasetId): Promise<void> => {
    const known = inWorker.get(id);
    if (known) return known;
    const put = putIntoWorker(id);
    inWorker.set(id, put);
    put.catch(() => inWorker.delete(id));
    return put;
  };
  const forgetInWorker = async (id: OwnDatasetId) => {
    if (!inWorker.delete(id) || base.status().state !== 'ready') return;
    await base.run({ kind: 'forgetImages', id }).catch(() => undefined); // a worker that is gone has forgotten them
  };
  const write = async () => {
    const { set, report } = store.getState();
    if (!set || !report) return;
    store.setState({ isKept: true, isKeeping: true, keepProblem: undefined });
    try {
      await storage.write({ set, report });
      store.setState({ isKeeping: false });
    } catch (error) {
      store.setState({ isKept: false, isKeeping: false, keepProblem: keepingWords(error) });
    }
  };

  return {
    store,
    engine: {
      ...base,
      async run(job, options) {
        const dataset: DatasetId | undefined = 'dataset' in job ? job.dataset : undefined;
        if (isOwnId(dataset)) await ensure(dataset);
        return base.run(job, options);
      },
    },
    async open() {
      try {
        const kept = await storage.read();
        if (!kept || store.getState().set) return;
        const { set, report } = kept;
        registerOwn(set.id, set.info);
        store.setState({ set, report, previews: previewsOf(set), isKept: true });
      } catch {
        // a browser that keeps nothing has nothing to take up; it says so when asked to keep something
      }
    },
    async read(request) {
      controller.abort();
      const { signal } = (controller = new AbortController());
      const before = store.getState();
      store.setState({ reading: { name: request.name }, previews: [], problem: undefined, keepProblem: undefined });
      const previews: Preview[] = [];
      try {
        const { set, ...report } = await readFiles(request, {
          signal,
          onProgress: (progress) =>
            store.setState({ reading: { name: request.name, progress }, previews: [...previews] }),
          onPreview: (preview) => previews.push(preview),
        });
        if (typeof set === 'string') {
          store.setState({ ...before, reading: undefined, problem: { words: set, report } });
          return undefined;
        }
        if (before.set) closeOwn(before.set.id);
        registerOwn(set.id, set.info);
        store.setState({ reading: undefined, set, report, previews: [...previews] });
        if (before.set && before.set.id !== set.id) void forgetInWorker(before.set.id);
        if (before.isKept) await write();
        return set;
      } catch (error) {
        if (signal !== controller.signal) return undefined; // a newer reading shows itself
        const words = error instanceof Error ? error.message : String(error);
        store.setState({ ...before, reading: undefined, problem: signal.aborted ? undefined : { words } });
        return undefined;
      }
    },
    stop: () => controller.abort(new DOMException('The reader stopped it.', 'AbortError')),
    async keep(isWanted) {
      if (isWanted) return write();
      store.setState({ isKept: false, isKeeping: true, keepProblem: undefined });
      try {
        await storage.remove();
        store.setState({ isKeeping: false });
      } catch (error) {
        store.setState({ isKept: true, isKeeping: false, keepProblem: keepingWords(error) });
      }
    },
    async remove() {
      const { set } = store.getState();
      store.setState({ set: undefined, report: undefined, previews: [], problem: undefined, isKept: false });
      if (set) {
        closeOwn(set.id);
        await forgetInWorker(set.id);
      }
      await storage.remove().catch((error: unknown) => store.setState({ keepProblem: keepingWords(error) }));
    },
  };
}

function previewsOf({ bytes, info }: OwnSet): Preview[] {
  const { width, height, trainCount } = info;
  return Array.from({ length: Math.min(mostPreviews, trainCount) }, (_, i) => ({
    path: `training image ${i + 1}`,
    bytes: bytes.slice(i * ownDim, (i + 1) * ownDim),
    width,
    height,
    square: { x: 0, y: 0, side: width },
  }));
}

function keepingWords(error: unknown): string {
  const after = 'The images stay here until you leave the page.';
  if (error instanceof Error && error.name === 'QuotaExceededError')
    return `The browser has no room to keep the images. ${after}`;
  const reason = error instanceof Error ? error.message : String(error);
  return `The browser keeps nothing for this page (${reason.replace(/\.$/, '')}). ${after}`;
}
