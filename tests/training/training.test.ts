/** Training in Node, killed for real: what it publishes must not depend on it. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { changeManifest, publish, readState } from '../../scripts/train/files';
import { faultOf, runTraining } from '../../scripts/train/run';
import { readPublicFile } from '../../scripts/readPublicFile';
import type { ReadFile } from '../../src/data/readFile';
import { readModelEntries } from '../../src/network/models';
import { initialState } from '../../src/training/trainNetwork';
import { setWasmBackend } from '../wasmBackend';
import { smallTraining } from './trainHere';

const folders: string[] = [];
function freshFolder(): string {
  folders.push(mkdtempSync(join(tmpdir(), 'training-')));
  return folders.at(-1)!;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Runs the small training in a process of its own. @param killWhen  killed as soon as this holds */
function train(folder: string, killWhen?: () => boolean): Promise<'ended' | 'killed'> {
  const script = fileURLToPath(new URL('trainHere.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const watch = killWhen && setInterval(() => killWhen() && child.kill('SIGKILL'), 5);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      if (code === 0 || signal === 'SIGKILL') resolve(code === 0 ? 'ended' : 'killed');
      else reject(new Error(`training ended with code ${String(code)}`));
    });
  });
}

const filesOf = (folder: string) =>
  ['small.safetensors', 'small-at120.safetensors', 'manifest.json'].map((name) =>
    readFileSync(join(folder, 'public/models', name)),
  );
const readFrom =
  (folder: string): ReadFile =>
  (path) =>
    Promise.resolve(new Uint8Array(readFileSync(join(folder, 'public', path))));

test('killed twice, it ends with the same files, bit for bit, and the same log', { timeout: 120_000 }, async () => {
  const [whole, broken] = [freshFolder(), freshFolder()];
  expect(await train(whole)).toBe('ended');
  const stateFile = join(broken, 'state/small/state.safetensors');
  expect(await train(broken, () => existsSync(stateFile))).toBe('killed');
  const stepOf = () => /"step":"(\d+)"/.exec(readFileSync(stateFile, 'latin1'))?.[1];
  const first = stepOf();
  expect(await train(broken, () => stepOf() !== first)).toBe('killed');
  expect(await train(broken)).toBe('ended');

  expect(filesOf(broken)).toEqual(filesOf(whole));
  const result = (folder: string) => readFileSync(join(folder, 'public/results/training/small.json'), 'utf8');
  expect(result(broken)).toBe(result(whole));
  expect(
    readdirSync(join(broken, 'public/models')).filter((name) => !/(safetensors|manifest\.json)$/.test(name)),
  ).toEqual([]);
  expect(await faultOf(smallTraining, readFrom(whole))).toBeUndefined();
});

describe('what is found', () => {
  const entry = {
    id: 'small',
    dataset: 'fashion',
    subset: { start: 0, count: 8 },
    width: 8,
    seed: 5,
    batchSize: 4,
    learningRate: 0.002,
    sigmaData: 0.70702,
    imagesSeen: 200,
    plannedImages: 640,
    command: 'a test',
  };
  const modelsOf = (folder: string) => pathToFileURL(`${folder}/public/models/`);

  test('an unfinished network is a fault, and a broken file too', async () => {
    const folder = freshFolder();
    const { ema } = initialState({ width: 8, seed: 5 });
    await publish(modelsOf(folder), { ...entry, id: 'small-at120', imagesSeen: 120, checkpointOf: 'small' }, ema);
    expect(await faultOf(smallTraining, readFrom(folder))).toMatch(/no network is called small/);
    await publish(modelsOf(folder), entry, ema);
    expect(await faultOf(smallTraining, readFrom(folder))).toMatch(/small: imagesSeen must be 640, got 200/);
    await publish(modelsOf(folder), { ...entry, imagesSeen: 640 }, ema);
    expect(await faultOf(smallTraining, readFrom(folder))).toBeUndefined();
    await writeFile(join(folder, 'public/models/small.safetensors'), 'short');
    expect(await faultOf(smallTraining, readFrom(folder))).toMatch(/small.safetensors: must have \d+ bytes, got 5/);
  });

  test('of a lost state, training goes on from the published weights with a fresh optimiser', async () => {
    await setWasmBackend();
    const folder = freshFolder();
    const { ema } = initialState({ width: 8, seed: 5 });
    await publish(modelsOf(folder), { ...entry, imagesSeen: 632 }, ema);
    const root = pathToFileURL(`${folder}/`);
    await runTraining(
      { ...smallTraining, checkpoints: [] },
      {
        stateFolder: new URL('state/', root),
        publicFolder: new URL('public/', root),
        readFile: (path, options) =>
          path.startsWith('models/') ? readFrom(folder)(path) : readPublicFile(path, options),
      },
    );
    const [found] = await readModelEntries(readFrom(folder));
    expect(found).toMatchObject({ imagesSeen: 640, optimizerRestartedAt: 632 });
  });

  test('a state of another plan is refused in words', async () => {
    const folder = freshFolder();
    await train(folder, () => existsSync(join(folder, 'state/small/state.safetensors')));
    const file = pathToFileURL(join(folder, 'state/small/state.safetensors'));
    await expect(readState(file, '{"another":"plan"}')).rejects.toThrow(
      /was begun with .*"width":8.*, not \{"another":"plan"\}; delete it/,
    );
  });

  test('ten writers at once lose no line of the manifest', async () => {
    const folder = freshFolder();
    const file = { file: 'x.safetensors', bytes: 1, sha256: '0'.repeat(64) };
    const ids = Array.from({ length: 10 }, (_, i) => `n${i}`);
    await Promise.all(
      ids.map((id) => changeManifest(modelsOf(folder), (models) => [...models, { ...entry, ...file, id }])),
    );
    expect((await readModelEntries(readFrom(folder))).map(({ id }) => id)).toEqual(ids);
  });
});
