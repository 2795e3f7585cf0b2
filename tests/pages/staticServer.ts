/** A static host that a test can change and take away: dist/ under a sub-path, some files replaced. */
import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { contentType, dist, readInside } from './staticFiles';

export interface StaticServer {
  /** Files that were asked for, by their path in dist/. */
  readonly asked: Set<string>;
  /** Files in place of those of dist/, by their path in it. */
  replace(files: Readonly<Record<string, string | Uint8Array>>): void;
  /** A file that comes so much later, by its path in dist/. */
  delay(file: string, ms: number): void;
  /** Gone for whoever asks, and there again. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** @param base  the sub-path, with both slashes */
export function makeStaticServer(port: number, base: string): StaticServer {
  const asked = new Set<string>();
  let replaced: Readonly<Record<string, string | Uint8Array>> = {};
  const delays = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://localhost').pathname;
    const file = path.startsWith(base) ? path.slice(base.length) || 'index.html' : '';
    asked.add(file);
    const send = async (body: string | Uint8Array) => {
      await setTimeout(delays.get(file));
      response
        .writeHead(200, {
          'Content-Type': contentType(file),
          'Cross-Origin-Opener-Policy': 'same-origin',
          'Cross-Origin-Embedder-Policy': 'require-corp',
          'Cache-Control': 'max-age=600',
        })
        .end(body);
    };
    const other = replaced[file];
    if (other !== undefined) return void send(other);
    void readInside(dist, file).then((body) => (body ? send(body) : void response.writeHead(404).end()));
  });
  return {
    asked,
    replace: (files) => (replaced = files),
    delay: (file, ms) => void delays.set(file, ms),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    start: () => new Promise((resolve) => server.listen(port, resolve)),
  };
}
