/** Pages of somebody else's, on an origin of their own. */
import { createServer, type Server } from 'node:http';
import { test as base } from './fixtures';
import { contentType, dist, readInside } from './staticFiles';

export { expect } from './fixtures';

interface HostPage {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HostPages {
  /** Serves a page. @returns its address */
  serve(html: string, headers?: Readonly<Record<string, string>>): string;
  /** Serves the built site at /site/, with these headers on its pages. @returns its address, with a slash */
  serveSite(headers?: Readonly<Record<string, string>>): string;
  /** Serves a folder. @returns its address, with a slash */
  serveFolder(folder: string): string;
}

export const test = base.extend<{ host: HostPages }>({
  host: async ({ allowHost }, use) => {
    const pages = new Map<string, HostPage>();
    const folders = new Map([['site', dist]]);
    let siteHeaders: Readonly<Record<string, string>> = {};
    const server: Server = createServer((request, response) => {
      const path = new URL(request.url!, 'http://localhost').pathname;
      const page = pages.get(path);
      if (path === '/favicon.ico') return void response.writeHead(204).end();
      if (page) {
        response.writeHead(200, { 'content-type': 'text/html', ...page.headers }).end(page.html);
        return;
      }
      const [, name = '', rest = ''] = /^\/(\w+)\/(.*)/.exec(path) ?? [];
      const folder = folders.get(name);
      void (folder === undefined ? Promise.resolve(undefined) : readInside(folder, rest)).then((body) => {
        if (!body) return response.writeHead(404).end();
        const headers = { 'content-type': contentType(rest), 'access-control-allow-origin': '*', ...siteHeaders };
        return response.writeHead(200, headers).end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { port } = server.address() as { readonly port: number };
    allowHost(`localhost:${port}`);
    await use({
      serve(html, headers = {}) {
        const path = `/page${pages.size}.html`;
        pages.set(path, { html, headers });
        return `http://localhost:${port}${path}`;
      },
      serveSite(headers = {}) {
        siteHeaders = headers;
        return `http://localhost:${port}/site/`;
      },
      serveFolder(folder) {
        const name = `folder${folders.size}`;
        folders.set(name, folder);
        return `http://localhost:${port}/${name}/`;
      },
    });
    server.close();
    server.closeAllConnections();
  },
});
