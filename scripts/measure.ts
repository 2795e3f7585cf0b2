/**
 * Measures what the page reads from public/results: `npm run measure` for everything, two parts at a time, `npm run measure -- planes` for a part. The
 * parts that take long keep what is there and go on where they were stopped, unless `--again`; the others, ten minutes in all, are measured anew.
 */
import { fileURLToPath } from 'node:url';
import { measureLinearity } from './measure/linearity';
import { measureDescent } from './measure/descent';
import { measureDistillations } from './measure/distillations';
import { measureLinear } from './measure/linear';
import { distilAhead, measureLocal } from './measure/local';
import { measureNetworks } from './measure/networks';
import { measureOneStep } from './measure/oneStep';
import { measureOpenings } from './measure/openings';
import { measurePairs } from './measure/pairs';
import { measurePlanes } from './measure/planes';
import { measureLinearFits } from './measure/linearFits';
import { measureSampleRows } from './measure/sampleRows';
import { measureReferences } from './measure/references';
import { measureScoreErrors } from './measure/scoreErrors';
import { measureSensitivity } from './measure/sensitivity';
import { measureSpectra } from './measure/spectra';
import { measureVectors } from './measure/vectors';
import { startNodeWasm } from './nodeWasm';
import { run } from './tooling/run';

/**
 * The first two write what others read. The longest, `local`, comes as soon as it can; when the other process has measured the rest, it does a part of the
 * work of `local` from the other end.
 */
const parts = {
  planes: measurePlanes,
  linear: measureLinear,
  networks: measureNetworks,
  local: measureLocal,
  distillations: measureDistillations,
  linearity: measureLinearity,
  sensitivity: measureSensitivity,
  pairs: measurePairs,
  references: measureReferences,
  linearFits: measureLinearFits,
  oneStep: measureOneStep,
  openings: measureOpenings,
  spectra: measureSpectra,
  descent: measureDescent,
  scoreErrors: measureScoreErrors,
  sampleRows: measureSampleRows,
  vectors: measureVectors,
  ahead: distilAhead,
};
type Part = keyof typeof parts;

/** These read the maps that `linear` writes. */
const needLinear: readonly Part[] = ['local', 'descent', 'scoreErrors', 'sampleRows', 'vectors', 'ahead'];
const processes = 2;
/** A part that takes longer has gone wrong. */
const limitMinutes = 6 * 60;

const asked = process.argv.slice(2).filter((argument) => argument !== '--again');
const again = process.argv.includes('--again');
const strangers = asked.filter((name) => !isPart(name));
if (strangers.length > 0)
  throw new RangeError(`measure: the parts are ${Object.keys(parts).join(', ')}, got ${strangers.join(', ')}`);
if (asked.length > 0) await measureHere(asked.filter(isPart));
else await measureAll();

function isPart(name: string): name is Part {
  return Object.hasOwn(parts, name);
}

async function measureHere(names: readonly Part[]): Promise<void> {
  await startNodeWasm();
  for (const name of names) {
    const startMs = performance.now();
    await parts[name]({ again });
    console.log(`${name}: ${secondsSince(startMs)} s`);
  }
}

async function measureAll(): Promise<void> {
  const startMs = performance.now();
  await measureApart('planes'); // runs of the sampler are projected on them
  const waiting = Object.keys(parts).filter((name): name is Part => name !== 'planes');
  const begun = new Map<Part, Promise<void>>();
  const workThrough = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      if (needLinear.includes(part)) await begun.get('linear');
      begun.set(part, measureApart(part));
      await begun.get(part);
    }
  };
  await Promise.all(Array.from({ length: processes }, workThrough));
  console.log(`measure: ${secondsSince(startMs)} s`);
}

async function measureApart(part: Part): Promise<void> {
  const script = fileURLToPath(import.meta.url);
  const command = ['--import', 'tsx', script, part, ...(again ? ['--again'] : [])];
  const code = await run(process.execPath, command, { limitMinutes });
  if (code === 0) return;
  console.error(`${part}: measuring ended with code ${code}`);
  process.exitCode = 1;
}

function secondsSince(startMs: number): number {
  return Math.round((performance.now() - startMs) / 1000);
}
