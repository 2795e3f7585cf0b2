/** The networks that the reader trained or loaded: listed, kept in the browser, and put into the worker when a job names one. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineClient } from '../engine/client';
import type { OwnEntry } from '../engine/protocol';
import type { OwnStorage } from './ownStorage';
import { type NetworkInfo, readInfo } from './networks';

export interface OwnState {
  /** Oldest first. */
  readonly list: readonly OwnEntry[];
  /** What could not be kept, read or loaded, in words. */
  readonly problem?: string | undefined;
}

export interface OwnFile {
  readonly entry: OwnEntry;
  readonly file: Uint8Array<ArrayBuffer>;
}

export interface OwnNetworks {
  readonly store: StoreApi<OwnState>;
  /** The engine, with every network that a job names in its worker. */
  readonly engine: EngineClient;
  /** Lists what the browser kept of earlier visits. Never rejects. */
  open(): Promise<void>;
  /** An id that no network has or had, in whatever tab of this browser. Never rejects. */
  nextId(): Promise<string>;
  /** Takes over what a training has made so far. Never rejects. */
  keep(id: string): Promise<void>;
  /** Adds the network of a file. @returns its id, or undefined when the file is refused or there already: `problem` says why */
  load(name: string, file: Uint8Array<ArrayBuffer>): Promise<string | undefined>;
  /** What there is to download. */
  read(id: string): Promise<OwnFile>;
  remove(id: string): Promise<void>;
}

const prefix = 'own-';

export function ownInfo(entry: OwnEntry): NetworkInfo[] {
  // a network of one's own may be used before its training is finished
  return readInfo({ ...entry, plannedImages: entry.imagesSeen }).map((info) => ({ ...info, isOwn: true }));
}

export function makeOwnNetworks(base: EngineClient, storage: OwnStorage): OwnNetworks {
  const store = createStore<OwnState>(() => ({ list: [] }));
  /** Files of this visit, for a worker that starts anew and for a browser that keeps nothing. */
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const inWorker = new Set<string>();
  base.subscribe(() => {
    if (base.status().state !== 'ready') inWorker.clear();
  });

  const numberOf = (id: string) => Number(id.slice(prefix.length)) || 0;
  const setEntry = (entry: OwnEntry) =>
    store.setState(({ list }) => ({
      list: [...list.filter(({ id }) => id !== entry.id), entry].sort((a, b) => numberOf(a.id) - numberOf(b.id)),
    }));
  const save = async (entry: OwnEntry, file: Uint8Array<ArrayBuffer>) => {
    files.set(entry.id, file);
    try {
      await storage.save(entry, file);
      store.setState({ problem: undefined });
    } catch (error) {
      store.setState({ problem: keepingWords(error, entry) });
    }
  };
  const fileOf = async (id: string) => files.get(id) ?? (await storage.file(id));

  /** A file that is gone or broken is left to the job, which says so. */
  const putIntoWorker = async (id: string): Promise<void> => {
    const file = await fileOf(id).catch(() => undefined);
    if (!file) return;
    await base.run({ kind: 'addNetwork', id, name: `${id}.safetensors`, file }).then(
      () => inWorker.add(id),
      () => undefined,
    );
  };

  const nextId = async () => {
    const least = Math.max(0, ...store.getState().list.map(({ id }) => numberOf(id))) + 1;
    const number = await storage.takeNumber(least).catch(() => least); // a browser that keeps nothing has nothing to lose
    return `${prefix}${number}`;
  };
  return {
    store,
    engine: {
      ...base,
      async run(job, options) {
        const id = 'network' in job ? job.network : undefined;
        if (id?.startsWith(prefix) && !inWorker.has(id)) await putIntoWorker(id);
        return base.run(job, options);
      },
    },
    async open() {
      try {
        for (const entry of await storage.list()) setEntry(entry);
      } catch (error) {
        store.setState({ problem: `This browser keeps no networks for the page: ${reasonOf(error)}` });
      }
    },
    nextId,
    async keep(id) {
      try {
        const { entry, file } = await base.run({ kind: 'readNetwork', id });
        inWorker.add(id);
        setEntry(entry);
        await save(entry, file);
      } catch (error) {
        store.setState({ problem: reasonOf(error) });
      }
    },
    async load(name, file) {
      const id = await nextId();
      try {
        const { entry } = await base.run({ kind: 'addNetwork', id, name, file });
        const known = store.getState().list.find(({ sha256 }) => sha256 === entry.sha256);
        if (known) {
          await base.run({ kind: 'forgetNetwork', id });
          store.setState({ problem: `${name} is here already, as ${known.id}.` });
          return undefined;
        }
        inWorker.add(id);
        setEntry(entry);
        await save(entry, file);
        return id;
      } catch (error) {
        store.setState({ problem: reasonOf(error) });
        return undefined;
      }
    },
    async read(id) {
      const entry = store.getState().list.find((each) => each.id === id);
      const file = await fileOf(id);
      if (!entry || !file) throw new Error(`${id} is not here any more. Reload the page to see what is.`);
      return { entry, file };
    },
    async remove(id) {
      store.setState(({ list }) => ({ list: list.filter((entry) => entry.id !== id), problem: undefined }));
      files.delete(id);
      inWorker.delete(id);
      await Promise.all([
        base.status().state === 'ready' ? base.run({ kind: 'forgetNetwork', id }) : undefined,
        storage.remove(id),
      ]).catch((error: unknown) => store.setState({ problem: reasonOf(error) }));
    },
  };
}

function keepingWords(error: unknown, { id, bytes }: OwnEntry): string {
  const size = `${Math.max(1, Math.round(bytes / 1000))} kB`;
  const after = `${id} works until you leave the page; download it, or delete others and load it again, to have it longer.`;
  const isFull = error instanceof Error && error.name === 'QuotaExceededError';
  return isFull
    ? `The browser has no room to keep ${id} (${size}). ${after}`
    : `The browser did not keep ${id}: ${reasonOf(error)} ${after}`;
}

function reasonOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
