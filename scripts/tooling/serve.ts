/** Serves the production build, as `npm start` promises. */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { preview } from 'vite';
import { build, isBuilt } from './build.ts';
import { root } from './run.ts';

/** @param args the command line: --port (4173), --no-open */
export async function serve(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { port: { type: 'string', default: '4173' }, open: { type: 'boolean', default: true } },
    allowNegative: true,
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    return fail(`--port must be an integer in [1, 65535], got ${values.port}`);
  }
  if (isBuilt()) console.log('The build is up to date.');
  else {
    console.log('Building ...');
    if (!(await build())) return fail('The build failed (see above).');
  }
  try {
    await preview({ root, preview: { port, strictPort: true } });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (!/already in use/.test(reason)) throw error;
    return fail(`Port ${port} is taken by another program. Choose another one: npm start -- --port ${port + 1}`);
  }
  const url = `http://localhost:${port}/`;
  console.log(`\nThe Hidden Gaussian is at ${url}  (Ctrl+C ends it)`);
  if (values.open && hasDisplay()) openBrowser(url);
}

function hasDisplay(): boolean {
  if (process.env['CI']) return false;
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

function openBrowser(url: string): void {
  const [command, ...args]: [string, ...string[]] =
    process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
  spawn(command, [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => {
      console.log('No browser could be opened; the address above works in any.');
    })
    .unref();
}

function fail(words: string): never {
  console.error(words);
  process.exit(1);
}
