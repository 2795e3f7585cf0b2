/**
 * Trains the rows of src/network/zoo.ts that are not there yet, two at a time: `npm run train:zoo`. What is there is checked first. `-- --planned` goes on
 * with the rows that are only wanted, `-- --check` trains nothing.
 */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { planned, recipe, zoo } from '../src/network/zoo';
import { readPublicFile } from './readPublicFile';
import { faultOf } from './train/run';

const { values: args } = parseArgs({
  options: {
    processes: { type: 'string', default: '2' },
    planned: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});
const processes = Number(args.processes);
if (!Number.isInteger(processes) || processes < 1)
  throw new RangeError(`train:zoo: --processes must be an integer >= 1, got ${args.processes}`);

const waiting: string[] = [];
for (const row of args.planned ? [...zoo, ...planned] : zoo) {
  const command = `npm run train -- --id ${row.id}`;
  const fault = await faultOf({ ...row, ...recipe, command }, readPublicFile);
  console.log(fault === undefined ? `${row.id}: finished` : `${row.id}: to do (${fault})`);
  if (fault !== undefined) waiting.push(row.id);
}
if (args.check) process.exitCode = waiting.length > 0 ? 1 : 0;
else await Promise.all(Array.from({ length: processes }, workThrough));

async function workThrough(): Promise<void> {
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    const code = await train(id);
    if (code !== 0) {
      console.error(`${id}: training ended with code ${code}`);
      process.exitCode = 1;
    }
  }
}

function train(id: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const script = fileURLToPath(new URL('train.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, '--id', id], { stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}
