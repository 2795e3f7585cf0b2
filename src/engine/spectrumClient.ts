/** The engine's side of the spectrum worker: starts it when first asked. */
import type { Spectrum } from '../math/spectrum';
import type { LibraryOptions } from './library';
import type { Progress } from './protocol';
import type { SpectrumReply, SpectrumRequest } from './spectrumWorker';

interface Pending {
  resolve(spectrum: Spectrum): void;
  reject(error: Error): void;
  onProgress(progress: Progress): void;
}

export function makeSpectrumClient(): LibraryOptions['computeSpectrum'] {
  const pending = new Map<number, Pending>();
  let worker: Worker | undefined;
  let lastId = 0;

  const receive = (reply: SpectrumReply): void => {
    const asked = pending.get(reply.id);
    if (!asked) return;
    if (reply.kind === 'progress') {
      asked.onProgress(reply.progress);
      return;
    }
    pending.delete(reply.id);
    if (reply.kind === 'done') asked.resolve(reply.spectrum);
    else asked.reject(new Error(`The spectrum could not be computed: ${reply.message}`));
  };

  const start = (): Worker => {
    const started = new Worker(new URL('./spectrumWorker.ts', import.meta.url), { type: 'module', name: 'spectrum' });
    started.onmessage = ({ data }: MessageEvent<SpectrumReply>) => {
      receive(data);
    };
    started.onerror = ({ message }) => {
      for (const { reject } of pending.values())
        reject(new Error(`The spectrum worker stopped: ${message || 'its program did not load'}`));
      pending.clear();
      worker = undefined;
    };
    return started;
  };

  return (bytes, count, dim, onProgress) =>
    new Promise((resolve, reject) => {
      worker ??= start();
      const id = ++lastId;
      pending.set(id, { resolve, reject, onProgress });
      worker.postMessage({ id, bytes, count, dim } satisfies SpectrumRequest);
    });
}
