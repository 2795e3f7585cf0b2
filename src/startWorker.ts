/** Starts a worker from a module of ours, wherever the page stands: also on another origin than the module's, and in a sandboxed frame, which has none. */

/**
 * @param url  of the module, from `import url from './some?worker&url'`
 * @param name  for the browser's tools
 */
export function startWorker(url: string, name: string): Worker {
  const address = new URL(url, globalThis.location.href);
  if (address.origin === self.origin) return new Worker(address, { type: 'module', name });
  return new Worker(URL.createObjectURL(new Blob([importing(address.href)], { type: 'text/javascript' })), { name });
}

/**
 * A browser starts workers of the page's own origin only; a blob is of that origin. It must be a classic one, since an opaque origin takes no blob module,
 * and its module must be served with `Access-Control-Allow-Origin`. Messages that come before the module are kept for it.
 */
const importing = (href: string) => `const early = [];
self.onmessage = (event) => early.push(event);
import(${JSON.stringify(href)}).then(
  () => early.forEach((event) => self.onmessage(event)),
  (error) => setTimeout(() => { throw error; }),
);`;
