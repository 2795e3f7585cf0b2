/** Starts the installed tools as child processes, the same way on every system. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

interface RunOptions {
  env?: Record<string, string>;
  /** The tool is stopped after this long and counts as failed. */
  limitMinutes?: number;
}

/** Runs an installed tool with our Node (no shell, so that it works on Windows too). Resolves to its exit code; 1 when it was killed. */
export async function runBin(name: string, args: string[], options: RunOptions = {}): Promise<number> {
  return run(process.execPath, [binPath(name), ...args], options);
}

export async function run(
  command: string,
  args: string[],
  { env = {}, limitMinutes = 15 }: RunOptions = {},
): Promise<number> {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  const limit = setTimeout(
    () => {
      console.error(`${command} ${args.join(' ')}: stopped after its limit of ${limitMinutes} minutes`);
      child.kill();
    },
    limitMinutes * 60 * 1000,
  );
  return new Promise<number>((settle) => {
    child.on('error', (error) => {
      console.error(error.message);
      settle(1);
    });
    child.on('exit', (code) => {
      settle(code ?? 1);
    });
  }).finally(() => {
    clearTimeout(limit);
  });
}

/** The script behind a command: names that differ from their package are listed here. */
function binPath(name: string): string {
  const packages: Record<string, string> = { tsc: 'typescript', playwright: '@playwright/test' };
  const folder = join(root, 'node_modules', packages[name] ?? name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const script = typeof bin === 'string' ? bin : bin[name];
  if (script === undefined)
    throw new Error(`binPath: ${folder} must have a command ${name}, got ${JSON.stringify(bin)}`);
  return join(folder, script);
}
