/** Finds the Chrome or Chromium that the page tests drive. */
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { hasApt, installWithApt } from './installWithApt.ts';

/** The path of a browser, or undefined. CHROME_PATH decides when it is set. */
export function findBrowser(): string | undefined {
  const chosen = process.env['CHROME_PATH'];
  if (chosen) {
    if (!isProgram(chosen)) throw new Error(`CHROME_PATH must name a Chrome or Chromium, got ${chosen}`);
    return chosen;
  }
  return [...onPath(), ...usualPlaces(), chromium.executablePath()].find(isProgram);
}

/** Finds a browser, else installs Debian's when this machine lets us; the error names the one command that helps. */
export function provideBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  installWithApt('chromium');
  const installed = findBrowser();
  if (installed) return installed;
  const remedy = hasApt ? 'sudo apt-get install chromium' : 'npx playwright install chromium';
  throw new Error(`The page tests need Chrome or Chromium, and none was found. Run: ${remedy}   (or set CHROME_PATH)`);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // absent, or not to be run
  }
}

function onPath(): string[] {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return process.platform === 'win32' ? [] : names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium'];
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      apps.map((app) => join(folder, `${app}.app/Contents/MacOS/${app}`)),
    );
  }
  if (process.platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name]);
    return folders
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => ['Google/Chrome', 'Chromium'].map((app) => join(folder, app, 'Application/chrome.exe')));
  }
  return [];
}
