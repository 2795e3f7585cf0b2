/** npm run licences: prints the licences of the packages that the site ships; every build writes them to dist/licences.txt. */
import { licenceList } from './tooling/licences.ts';

process.stdout.write(licenceList());
