/** A static host that a test can change and take away: dist/ under a sub-path, some files replaced. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
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

export interface StaticServer {
  /** Files that were asked for, by their path in dist/. */
  readonly asked: Set<string>;
  /** Files in place of those of dist/, by their path in it. */
  replace(files: Readonly<Record<string, string | Uint8Array>>): void;
  /** Gone for whoever asks, and there again. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** @param base  the sub-path, with both slashes */
export function makeStaticServer(port: number, base: string): StaticServer {
  const asked = new Set<string>();
  let replaced: Readonly<Record<string, string | Uint8Array>> = {};
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://localhost').pathname;
    const file = path.startsWith(base) ? path.slice(base.length) || 'index.html' : '';
    asked.add(file);
    const send = (body: string | Uint8Array) =>
      response
        .writeHead(200, {
          'Content-Type': types[extname(file)] ?? 'application/octet-stream',
          'Cross-Origin-Opener-Policy': 'same-origin',
          'Cross-Origin-Embedder-Policy': 'require-corp',
          'Cache-Control': 'max-age=600',
        })
        .end(body);
    const missing = () => response.writeHead(404).end();
    const other = replaced[file];
    if (other !== undefined) send(other);
    else if (file === '' || file.includes('..')) missing();
    else readFile(join(dist, file)).then(send, missing);
  });
  return {
    asked,
    replace: (files) => (replaced = files),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    start: () => new Promise((resolve) => server.listen(port, resolve)),
  };
}
