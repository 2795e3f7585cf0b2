/** Counts what is asked of WebGPU in this thread; to be called before the device is made. */
export interface GpuCounts {
  dispatches: number;
  /** Buffers mapped to be read, and their bytes. */
  readbacks: number;
  bytesRead: number;
  bytesWritten: number;
  buffersMade: number;
}

/** @returns the counts so far, as they go on growing */
export function countGpu(): GpuCounts {
  const counts: GpuCounts = { dispatches: 0, readbacks: 0, bytesRead: 0, bytesWritten: 0, buffersMade: 0 };
  after(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => counts.dispatches++);
  after(GPUDevice.prototype, 'createBuffer', () => counts.buffersMade++);
  after(GPUQueue.prototype, 'writeBuffer', ([, , data, , size]) => {
    counts.bytesWritten += size ?? data.byteLength;
  });
  after(GPUBuffer.prototype, 'mapAsync', ([mode, , size], buffer) => {
    if (mode !== GPUMapMode.READ) return;
    counts.readbacks++;
    counts.bytesRead += size ?? buffer.size;
  });
  return counts;
}

type Method = (...args: never[]) => unknown;

/** Lets a method of a class tell of each of its calls. */
function after<Name extends string, Owner extends Record<Name, Method>>(
  prototype: Owner,
  name: Name,
  tell: (args: Parameters<Owner[Name]>, owner: Owner) => void,
): void {
  const original = prototype[name] as Method;
  Object.assign(prototype, {
    [name](this: Owner, ...args: never[]) {
      tell(args as Parameters<Owner[Name]>, this);
      return original.apply(this, args);
    },
  });
}
