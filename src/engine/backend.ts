/** Chooses what runs the numbers: WebGPU, else WebGL, else WebAssembly, each admitted by the known-answer self-test. */
import * as tf from '../tfjs';
import type { GpuDevice } from './backendWebgpu';
import { backendIds, type BackendId, type BackendReport } from './protocol';
import { selfTest } from './selfTest';
import { wordsOf } from './words';

export interface RunningBackend {
  readonly report: BackendReport;
  /** Resolves when the device is gone; absent where there is none to lose. */
  readonly lost?: Promise<string>;
  /** Calls back when work on the device failed without losing it. */
  onError(listener: (message: string) => void): void;
  /** Takes the device away, as a crashed driver would. Only WebGPU has one. */
  readonly destroyDevice?: () => void;
}

interface Started {
  detail: string;
  device?: GpuDevice;
}

const names: Record<BackendId, string> = { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WebAssembly' };

const starters: Record<BackendId, () => Promise<Started>> = {
  async webgpu() {
    const { registerWebgpu } = await import('./backendWebgpu');
    const device = await registerWebgpu();
    if (!(await tf.setBackend('webgpu'))) throw new Error('WebGPU did not start.');
    return { detail: device.name, device };
  },
  async webgl() {
    const { startWebgl } = await import('./backendWebgl');
    return { detail: await startWebgl() };
  },
  async wasm() {
    const { startWasm } = await import('./backendWasm');
    return { detail: await startWasm() };
  },
};

/**
 * @param forced  runs this one or fails  @param skip  backends not to try, with the reason that is shown
 * @throws Error with all reasons when none works
 */
export async function chooseBackend(
  forced?: BackendId,
  skip: Partial<Record<BackendId, string>> = {},
): Promise<RunningBackend> {
  const refused: string[] = [];
  for (const id of forced ? [forced] : backendIds) {
    try {
      if (skip[id] !== undefined) throw new Error(skip[id]);
      const { detail, device } = await starters[id]();
      if (tf.getBackend() !== id) throw new Error(`${tf.getBackend()} took its place.`);
      await selfTest();
      return {
        report: { backend: id, detail, refused },
        onError: device?.onError ?? (() => undefined),
        ...(device && { lost: device.lost, destroyDevice: device.destroy }),
      };
    } catch (error) {
      refused.push(`${names[id]}: ${wordsOf(error)}`);
    }
  }
  throw new Error(`No way to compute was found. ${refused.join(' ')}`);
}
