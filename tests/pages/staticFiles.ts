/** Files of the built site as a plain static host sends them. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

export const dist = join(import.meta.dirname, '../../dist');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.webp': 'image/webp',
  '.png': 'image/png',
};

export const contentType = (path: string): string => types[extname(path)] ?? 'application/octet-stream';

/** Undefined for what is not there, or not inside the folder. */
export async function readInside(folder: string, path: string): Promise<Uint8Array | undefined> {
  const file = join(folder, normalize(path));
  return file.startsWith(folder + sep) ? readFile(file).catch(() => undefined) : undefined;
}
