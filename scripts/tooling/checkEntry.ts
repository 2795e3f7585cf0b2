/** Fails when the page could load TensorFlow.js: only the worker may. Reads every chunk that the built entry reaches, lazy ones too. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestPath } from './build.ts';
import { root } from './run.ts';

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
}

/** Strings that TensorFlow.js keeps when it is minified. */
const markers = [
  'The highest priority backend',
  'Initialization of backend',
  'not found in registry',
  'Tensor is disposed',
];

const tfjs = readFileSync(join(root, 'node_modules/@tensorflow/tfjs-core/dist/tf-core.fesm.min.js'), 'utf8');
const lost = markers.filter((marker) => !tfjs.includes(marker));
if (lost.length > 0) throw new Error(`checkEntry: TensorFlow.js must hold every marker, it lacks ${lost.join(', ')}`);

const chunks = JSON.parse(readFileSync(manifestPath, 'utf8')) as Record<string, Chunk>;
const reached = new Set<string>();
const visit = (key: string) => {
  if (reached.has(key)) return;
  reached.add(key);
  const chunk = chunks[key];
  if (!chunk) throw new Error(`checkEntry: the manifest must list ${key}`);
  [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])].forEach(visit);
};
Object.keys(chunks)
  .filter((key) => chunks[key]?.isEntry)
  .forEach(visit);

const files = [...reached].flatMap((key) => chunks[key]?.file ?? []).filter((file) => file.endsWith('.js'));
if (files.length === 0) throw new Error('checkEntry: the build must have an entry chunk, got none');
const faults = files.flatMap((file) => {
  const code = readFileSync(join(root, 'dist', file), 'utf8');
  return markers.filter((marker) => code.includes(marker)).map((marker) => `${file} holds "${marker}"`);
});
console.log(`${files.length} chunks of the page read, ${faults.length} traces of TensorFlow.js`);
if (faults.length > 0) {
  console.error(`TensorFlow.js must stay out of the page (import it only in the tensor rooms):\n${faults.join('\n')}`);
  process.exitCode = 1;
}
