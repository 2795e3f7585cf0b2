/** Eigenvectors of a 784 x 784 covariance in float64 against LAPACK's (NumPy, one thread), and the spectrum of each N. */
import { spawnSync } from 'node:child_process';
import { openDataset } from '../../../src/data/dataset';
import { computeSpectrum } from '../../../src/denoisers/spectrum';
import type { LevelChoice } from '../../../src/theory/noiseLevels';
import { sweepLosses } from '../../../src/theory/sweeps';
import { symmetricEigen } from '../../../src/math/symmetricEigen';
import { readPublicFile } from '../../readPublicFile';
import { findPython } from '../../tooling/findPython';
import type { Item } from '../item';
import { startNodeWasm } from '../../nodeWasm';
import { clock, takeTurns, type Timing, timingOf } from '../statistics';

const dim = 784;

/** Reads the matrix in float64 from its standard input, prints the times of `numpy.linalg.eigh` in ms. */
const eighProgram = `
import sys, time, numpy
matrix = numpy.frombuffer(sys.stdin.buffer.read()).reshape(${dim}, ${dim})
numpy.linalg.eigh(matrix)
for _ in range(3):
    started = time.perf_counter()
    numpy.linalg.eigh(matrix)
    print(1000 * (time.perf_counter() - started))
`;

export const eigen: Item = {
  title: 'Eigenvectors of a 784 x 784 covariance, the spectrum of N images, sweeps of the theory',
  async run(tools) {
    await startNodeWasm();
    const bytes = await (await openDataset('fashion', readPublicFile)).images('train', 0, 16384);
    const matrix = covariance(bytes.subarray(0, 4096 * dim));
    const values = Array.from(matrix);
    const python = findPython();
    const { page } = await tools.page();
    const eighMs: number[] = [];
    const ours = await takeTurns(
      {
        'symmetricEigen, 784': () => {
          if (python !== undefined) eighMs.push(...timesOfEigh(python, matrix));
          return page.evaluate(([values, n]) => window.bench.timeEigen(values, n), [values, dim] as const);
        },
        'symmetricEigen, 784, in Node': () => clock(() => symmetricEigen(matrix, dim)),
      },
      { rounds: 4 },
    );
    const spectra = await takeTurns(
      Object.fromEntries(
        [64, 256, 1024, 4096, 16384].map((count) => [
          `spectrum, N = ${count}`,
          () => clock(() => spectrumOf(bytes.subarray(0, count * dim))),
        ]),
      ),
      { rounds: 3 },
    );
    const { eigenvalues } = spectrumOf(bytes.subarray(0, 4096 * dim));
    const counts = Array.from({ length: 60 }, (_, i) => Math.round(8 * 2 ** (i / 5)));
    const sweep = (levels: LevelChoice) => () =>
      clock(() => toEnd(sweepLosses({ eigenvalues, counts, levels, ridge: 0.01 })));
    const sweeps = await takeTurns(
      { 'theory of 60 N, one t': sweep({ s: 1 }), 'theory of 60 N, all t': sweep({ last: 2e-2 }) },
      { rounds: 9, warmUp: 3 },
    );
    const timings: Record<string, Timing> = { ...ours, ...spectra, ...sweeps };
    if (python === undefined)
      return { timings, notes: ['Skipped: the ratio to LAPACK needs Python with NumPy, and there is none here.'] };
    const eigh = timingOf(eighMs);
    return {
      timings: { ...timings, "NumPy's eigh, 784, 1 thread": eigh },
      targets: [
        {
          measure: "eigenvectors at 784: our time / NumPy's eigh",
          value: ours['symmetricEigen, 784'].medianMs / eigh.medianMs,
          must: 16,
          aim: 5,
          better: 'lower',
        },
      ],
    };
  },
};

function toEnd<Result>(work: Generator<unknown, Result, undefined>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

const spectrumOf = (bytes: Uint8Array) => toEnd(computeSpectrum(bytes, bytes.length / dim, dim));

function covariance(bytes: Uint8Array): Float64Array {
  const count = bytes.length / dim;
  const mean = new Float64Array(dim);
  for (const [i, byte] of bytes.entries()) mean[i % dim]! += byte / count;
  const sums = new Float64Array(dim * dim);
  const row = new Float64Array(dim);
  for (let i = 0; i < count; i++) {
    for (let p = 0; p < dim; p++) row[p] = (bytes[i * dim + p]! - mean[p]!) / 127.5;
    for (let p = 0; p < dim; p++) for (let q = 0; q < dim; q++) sums[p * dim + q]! += (row[p]! * row[q]!) / count;
  }
  return sums;
}

function timesOfEigh(python: string, matrix: Float64Array): number[] {
  const threads = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  const { status, stdout, stderr } = spawnSync(python, ['-c', eighProgram], {
    input: new Uint8Array(matrix.buffer),
    env: { ...process.env, ...threads },
  });
  if (status !== 0) throw new Error(`eigen: NumPy's eigh must run, got ${stderr.toString()}`);
  return stdout.toString().trim().split('\n').map(Number);
}
