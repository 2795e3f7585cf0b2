/** The scripts that figures give away, run with Python and NumPy against the files of the page: they must come to the product's own numbers. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readPublicFile } from '../scripts/readPublicFile';
import { findPython } from '../scripts/tooling/findPython';
import { karrasSigmas } from '../src/diffusion/schedule';
import type { LocalityFrame, SampleJob } from '../src/engine/protocol';
import { originsOf } from '../src/panels/locality/compute';
import { localityScript } from '../src/panels/locality/python';
import { divergenceScript } from '../src/panels/divergence/python';
import { descentOf } from '../src/panels/learningOrder/compute';
import { learningScript } from '../src/panels/learningOrder/python';
import { planScript } from '../src/panels/planner/python';
import { fitRange, usualRange } from '../src/panels/spectra/compute';
import { spectraScript } from '../src/panels/spectra/python';
import { stepperScript } from '../src/panels/stepper/python';
import { stoppingScript } from '../src/panels/stopping/python';
import { trainingTimes } from '../src/panels/stopping/compute';
import { lossScript } from '../src/panels/trainTest/python';
import { linearFitsPath, momentsOf, parseLinearFits } from '../src/state/linearFits';
import { parseSpectrum, spectrumPath } from '../src/state/spectra';
import { measuredSource, powerLawSource, type TheorySpectrum } from '../src/state/theorySpectrum';
import { begin, withFrame, withResult } from '../src/state/trajectory';
import { ddpmSchedule } from '../src/theory/ddpm';
import { planImages, type TargetKind } from '../src/theory/planning';
import { sweepStopping } from '../src/theory/stopping';
import { sweepBestRidge, sweepDivergence, sweepLosses } from '../src/theory/sweeps';
import { makeTestHost } from './testHost';
import { setWasmBackend } from './wasmBackend';

const python = findPython();
const dataset = 'digits';
const lastBeta = 2e-2;
const schedule = ddpmSchedule({ last: lastBeta });
let server: Server;
let head: { title: string; link: string };
let real: TheorySpectrum;

const readJson = async (path: string): Promise<unknown> =>
  JSON.parse(new TextDecoder().decode(await readPublicFile(path))) as unknown;

beforeAll(async () => {
  server = createServer((request, response) => {
    readFile(new URL(`../public${new URL(request.url!, 'http://localhost').pathname}`, import.meta.url)).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  head = { title: 'A finding', link: `http://127.0.0.1:${(server.address() as AddressInfo).port}/?v=1#figure-x` };
  real = measuredSource(parseSpectrum(await readJson(spectrumPath(dataset)), dataset));
});
afterAll(() => server.close());

interface Ran {
  readonly exitCode: number | null;
  readonly output: string;
}

function run(script: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(python!, ['-c', script]);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, output }));
  });
}

/** It agrees, and it would not if the page showed something else at this place. */
async function expectAgreement(script: string, shown?: RegExp): Promise<void> {
  expect(script.trimEnd().split('\n').length).toBeLessThan(90);
  const { exitCode, output } = await run(script);
  expect(exitCode, output).toBe(0);
  if (!shown) return;
  const other = await run(
    script.replace(shown, (_, before: string, value: string) => before + String(1.1 * Number(value))),
  );
  expect(other.exitCode, other.output).not.toBe(0);
  expect(other.output).toContain('AssertionError');
}

function last<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('run with Python and NumPy', { timeout: 120_000 }, () => {
  beforeEach(({ skip }) =>
    skip(python === undefined, 'there is no Python with NumPy here: apt-get install python3-numpy'),
  );
  const spectra = () => [real, powerLawSource(1.2)];

  test('spectra', async () => {
    for (const spectrum of spectra()) {
      const fit = fitRange(spectrum, usualRange(spectrum));
      await expectAgreement(
        spectraScript(head, { spectrum, fit, sample: undefined }),
        spectrum.dataset ? undefined : /(compare\("exponent of the fit", -slope, )([\d.e-]+)/,
      );
    }
  });

  test.each([275, undefined])('train and test loss at t = %s', async (t) => {
    const levels = t === undefined ? { last: lastBeta } : { s: schedule[t - 1]!.s };
    for (const spectrum of spectra()) {
      const [counts, ridge] = [[20, spectrum.dim, 3000], 0.01];
      const { eigenvalues } = spectrum;
      const theory = { counts, ...last(sweepLosses({ eigenvalues, counts, levels, ridge })) };
      await expectAgreement(
        lossScript(head, { spectrum, theory, ridge, t, lastBeta }),
        spectrum.dataset ? undefined : /(in \(\(20, )([\d.e-]+)/,
      );
    }
  });

  test.each([0, 0.03])('divergence with the ridge %d', async (ridge) => {
    for (const spectrum of spectra()) {
      const { kept: eigenvalues } = spectrum;
      const counts = [20, eigenvalues.length, 3000];
      const { byRidge, floors } = last(sweepDivergence({ eigenvalues, counts, ridges: [ridge] }));
      const [best] = last(sweepBestRidge({ eigenvalues, counts: [eigenvalues.length] }));
      const theory = { counts, values: byRidge[0]!, floor: floors[0]! };
      const script = divergenceScript(head, {
        spectrum,
        theory,
        ridge,
        best: { images: eigenvalues.length, ...best! },
      });
      await expectAgreement(script, spectrum.dataset ? undefined : /(\(3000, )([\d.e-]+)/);
    }
  });

  test.each<TargetKind>(['divergence', 'gap', 'excess'])('the plan for %s', async (target) => {
    const [t, within] = [100, 0.1];
    for (const spectrum of spectra()) {
      const levels = { s: schedule[t - 1]!.s };
      const plans = planImages({ spectra: [spectrum.eigenvalues], target: { kind: target, value: within }, levels });
      const plan = [...plans].find((each) => each !== undefined)!;
      await expectAgreement(
        planScript(head, { spectrum, plan, target, within, t, lastBeta }),
        spectrum.dataset ? undefined : /(compare\("images", np.exp\(high\), )([\d.e+]+)/,
      );
    }
  });

  test.each(['noise', 'image'] as const)('when to stop, predicting the %s', async (predicts) => {
    const file = parseLinearFits(await readJson(linearFitsPath(dataset)), dataset);
    const fit = file.fits.find(({ images }) => images === 256)!;
    const [ridge, { alphaBar }] = [0.001, schedule[99]!];
    const source = { kind: 'fitted', fits: [momentsOf(fit, file.dim)] } as const;
    const sweep = sweepStopping({ source, alphaBars: [alphaBar], ridge, predicts, times: trainingTimes });
    const curve = [...sweep].find((each) => each !== undefined)!;
    const { heldOutCount } = file;
    await expectAgreement(
      stoppingScript(head, { dataset, images: fit.images, heldOutCount, ridge, predicts, curve }),
      /(test_loss\(np.inf\), )([\d.e-]+)/,
    );
  });

  test.each(['zero', 'edm'] as const)('what is learned first, from %s', async (from) => {
    const descent = descentOf(dataset, [...real.eigenvalues], { sigma: 1.5, rate: 0.25, from });
    await expectAgreement(learningScript(head, dataset, descent, 50), /(in zip\(\[1, 10, 100\], \[)([\d.e-]+)/);
  });

  test.each(['heun', 'euler'] as const)("the samples of the closed forms, by %s's steps", async (sampler) => {
    await setWasmBackend();
    const job: SampleJob = {
      ...{ kind: 'sample', dataset, subset: { start: 0, count: 64 }, denoisers: ['gaussian', 'multiDelta', 'local'] },
      ...{ sampler, steps: 18, sigmaMax: 80, rho: 7, seed: 3, patchSize: 13 },
    };
    const host = makeTestHost();
    const reply = await host.run(1, job);
    if (reply.kind !== 'done') throw new Error(`the run must end, got ${reply.kind}`);
    const frames = host.framesOf(1) as Parameters<typeof withFrame>[1][];
    const whole = withResult(
      frames.reduce(withFrame, begin(job, undefined)),
      reply.result as Parameters<typeof withResult>[1],
    );
    await expectAgreement(stepperScript(head, whole), /(y = )(80)/);
  });

  test.each([55, 5])('the origins of a patchwork, P = %i', async (patchSize) => {
    await setWasmBackend();
    const [subset, steps, seed] = [{ start: 0, count: 64 }, 18, 3];
    const host = makeTestHost();
    await host.run(1, { kind: 'locality', dataset, subset, patchSizes: [patchSize], places: 'same', steps, seed });
    const origins = originsOf(host.framesOf(1)[0] as LocalityFrame);
    const script = localityScript(head, { dataset, images: 64, seed, sigmas: karrasSigmas({ steps }), origins });
    await expectAgreement(script, /(shares.max\(\), )([\d.e-]+)/);
  });
});
