// `npm start`: installs what is missing, builds when a source is newer than the build, serves it. Options: --port 4173, --no-open.
import { checkNode, installLocked } from './install.mjs';

checkNode();
if (!installLocked()) {
  console.error('npm ci failed (see above): the site cannot be built without its dependencies.');
  process.exit(1);
}
const { register } = await import('tsx/esm/api');
register();
const { serve } = await import('./tooling/serve.ts');
await serve(process.argv.slice(2));
