/** Finds the Firefox that one page test drives. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installWithApt } from './installWithApt.ts';

/** The path of a Firefox, or undefined. FIREFOX_PATH decides when it is set. */
export function findFirefox(): string | undefined {
  const chosen = process.env['FIREFOX_PATH'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const places = folders.flatMap((folder) => ['firefox-esr', 'firefox'].map((name) => join(folder, name)));
  return (chosen ? [chosen] : [...places, '/Applications/Firefox.app/Contents/MacOS/firefox']).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false; // absent, or not to be run
    }
  });
}

/** Installs Debian's when there is none and this machine lets us; without one its test is skipped and says so. */
export function provideFirefox(): void {
  if (findFirefox() === undefined) installWithApt('firefox-esr');
}
