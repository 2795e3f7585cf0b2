/** Measures what the page reads from public/results: `npm run measure` for everything, `npm run measure -- planes` for a part. */
import { measureLinearity } from './measure/linearity';
import { measureDescent } from './measure/descent';
import { measureDistillations } from './measure/distillations';
import { measureLinear } from './measure/linear';
import { measureLocal } from './measure/local';
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

const parts = {
  planes: measurePlanes,
  networks: measureNetworks,
  openings: measureOpenings,
  pairs: measurePairs,
  spectra: measureSpectra,
  linearFits: measureLinearFits,
  references: measureReferences,
  linearity: measureLinearity,
  oneStep: measureOneStep,
  scoreErrors: measureScoreErrors,
  sampleRows: measureSampleRows,
  sensitivity: measureSensitivity,
  linear: measureLinear,
  distillations: measureDistillations,
  descent: measureDescent,
  vectors: measureVectors,
  local: measureLocal,
};

function isPart(name: string): name is keyof typeof parts {
  return Object.hasOwn(parts, name);
}

await startNodeWasm();
const asked = process.argv.slice(2).filter((argument) => argument !== '--again');
const options = { again: process.argv.includes('--again') };
for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
  if (!isPart(name)) throw new RangeError(`measure: the parts are ${Object.keys(parts).join(', ')}, got ${name}`);
  const startMs = performance.now();
  await parts[name](options);
  console.log(`${name}: ${Math.round((performance.now() - startMs) / 1000)} s`);
}
