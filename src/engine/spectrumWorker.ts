/** A worker of its own for spectra: eigenvectors take a second or two, and the sampler should not wait for them. */
import { computeSpectrum } from '../denoisers/spectrum';
import type { Spectrum } from '../math/spectrum';
import { startWasm } from './backendWasm';
import type { Progress } from './protocol';
import { wordsOf } from './words';

export interface SpectrumRequest {
  readonly id: number;
  /** [count, dim]. */
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly dim: number;
}

export type SpectrumReply =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'done'; readonly id: number; readonly spectrum: Spectrum }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

const ready = startWasm();
const reply = (message: SpectrumReply) => {
  self.postMessage(message);
};

self.onmessage = ({ data }: MessageEvent<SpectrumRequest>) => {
  void ready
    .then(() => {
      reply({ kind: 'done', id: data.id, spectrum: run(data) });
    })
    .catch((error: unknown) => {
      reply({ kind: 'failed', id: data.id, message: wordsOf(error) });
    });
};

function run({ id, bytes, count, dim }: SpectrumRequest): Spectrum {
  const work = computeSpectrum(bytes, count, dim);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    reply({ kind: 'progress', id, progress: value });
  }
}
