// `npm test`: installs what is missing, then runs every check and test there is. Options: --only unit,pages and --long; --list names the parts.
import { checkNode, installLocked } from './install.mjs';

checkNode();
if (!installLocked()) {
  console.error('npm ci failed (see above): nothing can be tested without the dependencies.');
  console.log('tests: 0 passed, 1 failed');
  process.exit(1);
}
const { register } = await import('tsx/esm/api');
register();
const { runTests } = await import('./tooling/runTests.ts');
process.exitCode = await runTests(process.argv.slice(2));
