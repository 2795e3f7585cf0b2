/** Calls from the bench's page to its workers: each worker answers one kind of call with one kind of answer. */
export type Backend = 'wasm' | 'webgpu';

/** What a contender computes: the network of the width, or multi-delta over images [N, 784] in bytes. */
export type Subject =
  | { readonly kind: 'network'; readonly values: Float32Array<ArrayBuffer>; readonly width: number }
  | { readonly kind: 'multiDelta'; readonly bytes: Uint8Array<ArrayBuffer> };

export interface Start {
  readonly kind: 'start';
  readonly backend: Backend;
  readonly threads: number;
  readonly subject: Subject;
}

export interface Denoise {
  readonly kind: 'denoise';
  /** [count, 784] */
  readonly x: Float32Array<ArrayBuffer>;
  readonly sigma: number;
}

export interface Denoised {
  /** Upload, computation and read back, by the worker's clock. */
  readonly elapsedMs: number;
  readonly values: Float32Array;
}

export const sigmaData = 0.7;
export const dim = 784;

/** Answers the calls that come to this worker. */
export function answerCalls(start: (call: Start) => Promise<(call: Denoise) => Promise<Float32Array>>): void {
  let denoise: ((call: Denoise) => Promise<Float32Array>) | undefined;
  self.onmessage = async ({ data }: MessageEvent<Start | Denoise>) => {
    try {
      if (data.kind === 'start') {
        denoise = await start(data);
        self.postMessage({ answer: null });
      } else {
        const startedAt = performance.now();
        const values = await denoise!(data);
        self.postMessage({ answer: { elapsedMs: performance.now() - startedAt, values } satisfies Denoised });
      }
    } catch (error) {
      self.postMessage({ fault: String(error) });
    }
  };
}
