/** The network denoiser as one function of WebAssembly (kernels/network.c), and how threads share a batch of images. */

/** What one call computes with: numbers, so that it can be sent to another thread. */
export interface NoiseLevel {
  /** What the network is told of the noise. */
  readonly features: readonly number[];
  /** Of D(x) = cSkip x + cOut F(cIn x). */
  readonly scalings: { readonly cSkip: number; readonly cOut: number; readonly cIn: number };
}

export interface NetworkProgram {
  setNoise(noise: NoiseLevel): void;
  /** @param image, result  [784] */
  denoise(image: Float32Array, result: Float32Array): void;
}

export const imageDim = 784;
/** Channels come in tiles of this many: other widths take the plain path. */
export const widthStep = 8;

interface Exports {
  readonly memory: WebAssembly.Memory;
  parameters(count: number): number;
  prepare(width: number): void;
  image(): number;
  result(): number;
  noise(): number;
  scalings(): number;
  setNoise(): void;
  denoise(): void;
}

/** An instance of its own for each network. @param values  flat, in the order of `unetSpecs(width)` */
export function makeNetworkProgram(module: WebAssembly.Module, values: Float32Array, width: number): NetworkProgram {
  const program = new WebAssembly.Instance(module).exports as unknown as Exports;
  const at = program.parameters(values.length);
  new Float32Array(program.memory.buffer, at, values.length).set(values);
  program.prepare(width); // the last to ask for memory
  const view = (start: number, length: number) => new Float32Array(program.memory.buffer, start, length);
  const [image, result] = [view(program.image(), imageDim), view(program.result(), imageDim)];
  return {
    setNoise: ({ features, scalings: { cSkip, cOut, cIn } }) => {
      view(program.noise(), features.length).set(features);
      view(program.scalings(), 3).set([cSkip, cOut, cIn]);
      program.setNoise();
    },
    denoise: (own, answer) => {
      image.set(own);
      program.denoise();
      answer.set(result);
    },
  };
}

/** A batch that threads share: each takes the next image that nobody has taken. */
export interface SharedBatch {
  readonly count: number;
  readonly memory: SharedArrayBuffer;
}

const control = { taken: 0, finished: 1 } as const;
const headBytes = 8;

export function shareBatch(images: Float32Array): SharedBatch {
  const memory = new SharedArrayBuffer(headBytes + 2 * images.byteLength);
  new Float32Array(memory, headBytes, images.length).set(images);
  return { count: images.length / imageDim, memory };
}

/** Takes images until none is left. */
export function workOn(program: NetworkProgram, noise: NoiseLevel, { count, memory }: SharedBatch): void {
  const head = new Int32Array(memory, 0, 2);
  const imageAt = (index: number) => new Float32Array(memory, headBytes + 4 * imageDim * index, imageDim);
  program.setNoise(noise);
  for (let i; (i = Atomics.add(head, control.taken, 1)) < count;) {
    program.denoise(imageAt(i), imageAt(count + i));
    Atomics.add(head, control.finished, 1);
    Atomics.notify(head, control.finished);
  }
}

/** Blocks this thread until all images are done. @throws Error when another thread has not finished its image within `patienceMs` */
export function takeResults({ count, memory }: SharedBatch, patienceMs = 10_000): Float32Array {
  const head = new Int32Array(memory, 0, 2);
  for (let done; (done = Atomics.load(head, control.finished)) < count;)
    if (Atomics.wait(head, control.finished, done, patienceMs) === 'timed-out')
      throw new Error('A thread of the network did not answer.');
  return new Float32Array(memory, headBytes + 4 * imageDim * count, imageDim * count);
}
