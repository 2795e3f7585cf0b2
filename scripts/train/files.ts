/** The files of training: the state under .training/, and what is published under public/models/. */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { ModelEntry } from '../../src/network/models';
import { readSafetensors, writeSafetensors } from '../../src/network/safetensors';
import { parametersFile } from '../../src/network/weights';
import type { TrainingState } from '../../src/training/trainNetwork';

const vectorNames = ['values', 'ema', 'adamMean', 'adamSquare'] as const;

/** @throws when the state was begun with another plan. @returns undefined when there is none */
export async function readState(file: URL, plan: string): Promise<TrainingState | undefined> {
  const bytes = await readIfThere(file);
  if (!bytes) return undefined;
  const { tensors, metadata } = readSafetensors(bytes, file.pathname);
  if (metadata['plan'] !== plan)
    throw new Error(
      `${file.pathname}: was begun with ${String(metadata['plan'])}, not ${plan}; delete it to begin anew, or give the network another --id`,
    );
  const vectors = Object.fromEntries(vectorNames.map((name) => [name, tensors[name]!.values]));
  return {
    step: Number(metadata['step']),
    adamFrom: Number(metadata['adamFrom'] ?? 0),
    ...(vectors as Pick<TrainingState, (typeof vectorNames)[number]>),
  };
}

export async function saveState(file: URL, state: TrainingState, plan: string): Promise<void> {
  const tensors = Object.fromEntries(
    vectorNames.map((name) => [name, { shape: [state[name].length], values: state[name] }]),
  );
  const metadata = { step: String(state.step), adamFrom: String(state.adamFrom), plan };
  await writeWhole(file, writeSafetensors({ tensors, metadata }, 'F32'));
}

/** Writes beside the file and renames, so that a kill leaves the old file or the new one. */
export async function writeWhole(file: URL, contents: Uint8Array | string): Promise<void> {
  await mkdir(new URL('.', file), { recursive: true });
  const temporary = new URL(`${file.href}.${process.pid}.part`);
  await writeFile(temporary, contents);
  await rename(temporary, file);
}

/** Writes the averaged weights as float16 and their line in the manifest. @param folder  public/models/ */
export async function publish(
  folder: URL,
  entry: Omit<ModelEntry, 'file' | 'bytes' | 'sha256'>,
  ema: Float32Array<ArrayBuffer>,
): Promise<void> {
  const file = `${entry.id}.safetensors`;
  const metadata = { dataset: entry.dataset, width: String(entry.width) };
  const bytes = writeSafetensors(parametersFile(ema, entry.width, metadata), 'F16');
  await writeWhole(new URL(file, folder), bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await changeManifest(folder, (models) => [
    ...models.filter(({ id }) => id !== entry.id),
    { ...entry, file, bytes: bytes.length, sha256 },
  ]);
}

/** Several trainings may publish at once: one at a time reads, changes and writes the manifest. */
export async function changeManifest(folder: URL, change: (models: ModelEntry[]) => ModelEntry[]): Promise<void> {
  const file = new URL('manifest.json', folder);
  await mkdir(folder, { recursive: true });
  const release = await lock(new URL('manifest.json.lock', folder));
  try {
    const text = await readIfThere(file);
    const manifest = text
      ? (JSON.parse(new TextDecoder().decode(text)) as { version: 1; models: ModelEntry[] })
      : { version: 1 as const, models: [] };
    const models = change(manifest.models).sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
    await writeWhole(file, JSON.stringify({ ...manifest, models }, null, 2) + '\n');
  } finally {
    await release();
  }
}

/** After this long a lock is what a killed process left. */
const staleLockMs = 30_000;

async function lock(file: URL): Promise<() => Promise<void>> {
  for (;;) {
    try {
      await (await open(file, 'wx')).close();
      return () => rm(file, { force: true });
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
    const age = await stat(file).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > staleLockMs) await rm(file, { force: true });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function readIfThere(file: URL): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}
