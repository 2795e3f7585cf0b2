/** Chooses what runs the numbers: WebGPU, else WebGL, else WebAssembly, each admitted by the known-answer self-test. */
import * as tf from '../tfjs';
import { backendIds, type BackendId, type BackendReport } from './protocol';
import { selfTest } from './selfTest';
import type { LosableDevice, Started } from './started';
import { wordsOf } from './words';

export interface RunningBackend {
  readonly report: BackendReport;
  /** Absent where there is none to lose. */
  readonly device?: LosableDevice;
}

const names: Record<BackendId, string> = { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WebAssembly' };

const starters: Record<BackendId, () => Promise<Started>> = {
  async webgpu() {
    const { startWebgpu } = await import('./backendWebgpu');
    return startWebgpu();
  },
  async webgl() {
    const { startWebgl } = await import('./backendWebgl');
    return startWebgl();
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
      await Promise.race([selfTest(), ...(device ? [failOn(device.lost)] : [])]);
      return { report: { backend: id, detail, refused }, ...(device && { device }) };
    } catch (error) {
      refused.push(`${names[id]}: ${wordsOf(error)}`);
    }
  }
  throw new Error(`No way to compute was found. ${refused.join(' ')}`);
}

async function failOn(lost: Promise<string>): Promise<never> {
  throw new Error(`The graphics device was lost while it was tested (${await lost}).`);
}
