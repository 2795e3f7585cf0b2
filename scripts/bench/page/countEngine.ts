/** Counts what a displayed step asks of the device and of the channel to the page: on WebGPU, in a worker that runs the engine's own host. */
import countedUrl from './counted?worker&url';
import type { EngineCounts } from './counted';

export async function countEngine(): Promise<EngineCounts> {
  const worker = new Worker(countedUrl, { type: 'module' });
  try {
    return await new Promise<EngineCounts>((resolve, reject) => {
      worker.onerror = ({ message }) => reject(new Error(`The counting worker failed: ${message}`));
      worker.onmessage = ({ data }: MessageEvent<EngineCounts | { fault: string }>) => {
        if ('fault' in data) reject(new Error(data.fault));
        else resolve(data);
      };
      worker.postMessage(new URL('./', location.href).href);
    });
  } finally {
    worker.terminate();
  }
}
