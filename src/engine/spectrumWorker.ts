/** A worker of its own for eigenvectors: they take a second or two, and the sampler should not wait for them. */
import { computeSpectrum } from '../denoisers/spectrum';
import type { Spectrum } from '../math/spectrum';
import { type LeftSingular, leftSingular } from '../metrics/linearMaps';
import { startWasm } from './backendWasm';
import type { Progress } from './protocol';
import { wordsOf } from './words';

export type SpectrumRequest =
  | {
      readonly kind: 'spectrum';
      readonly id: number;
      /** [count, dim]. */
      readonly bytes: Uint8Array;
      readonly count: number;
      readonly dim: number;
    }
  | {
      readonly kind: 'leftSingular';
      readonly id: number;
      /** [dim, dim]. */
      readonly weight: ArrayLike<number>;
      readonly dim: number;
      readonly count: number;
    };

export type SpectrumReply =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'done'; readonly id: number; readonly answer: Spectrum | LeftSingular }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

const ready = startWasm();
const reply = (message: SpectrumReply) => {
  self.postMessage(message);
};

self.onmessage = ({ data }: MessageEvent<SpectrumRequest>) => {
  void ready
    .then(() => {
      reply({ kind: 'done', id: data.id, answer: answerTo(data) });
    })
    .catch((error: unknown) => {
      reply({ kind: 'failed', id: data.id, message: wordsOf(error) });
    });
};

function answerTo(request: SpectrumRequest): Spectrum | LeftSingular {
  if (request.kind === 'leftSingular') return leftSingular(request.weight, request.dim, request.count);
  const work = computeSpectrum(request.bytes, request.count, request.dim);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    reply({ kind: 'progress', id: request.id, progress: value });
  }
}
