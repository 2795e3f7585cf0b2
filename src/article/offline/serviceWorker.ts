/**
 * Keeps the site of one build for use without a network: its program when it is installed, of its data what the reader has loaded. It stands beside the page,
 * with the build written before it (scripts/tooling/offline.ts), and has a cache of its own, named after the build. It answers with files of that build alone:
 * scripts and styles have their contents in their names, every other file is compared with its digest. The worker of a new build waits until no page of the
 * old one is left. Without room to keep anything it gives the site back to the network.
 */

/** What the build wrote. */
declare const build: {
  readonly id: string;
  /** Files whose names hold a hash of their contents. */
  readonly assets: readonly string[];
  /** The first 16 hex digits of the sha256 of every other file; of a .gz also unpacked, as some servers send it. */
  readonly digests: Readonly<Record<string, readonly string[]>>;
};

/** TypeScript has the names of service workers in a library that cannot stand beside that of pages. */
interface Scope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { matchAll(): Promise<readonly unknown[]> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: 'install' | 'activate', listen: (event: Waiting) => void): void;
  addEventListener(kind: 'message', listen: (event: Waiting & MessageEvent<Message>) => void): void;
  addEventListener(kind: 'fetch', listen: (event: Asked) => void): void;
}
interface Waiting {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Waiting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

export type Message =
  /** Addresses that the page has loaded. */
  { readonly kind: 'keep'; readonly urls: readonly string[] } | { readonly kind: 'takeOver' };

const worker = self as unknown as Scope;
const { scope } = worker.registration;
const ours = `hidden-gaussian ${scope} `;
const cacheName = `${ours}${build.id}`;
const page = 'index.html';
const assets = new Set(build.assets);
/** Whether a new build has been let in: it takes the next page. */
let isGivingWay = false;

worker.addEventListener('install', (event) => {
  event.waitUntil(install());
});
worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers());
});
worker.addEventListener('message', (event) => {
  event.waitUntil(event.data.kind === 'takeOver' ? worker.skipWaiting() : keep(event.data.urls));
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || request.referrer.startsWith(`${scope}embed`)) return; // an embed may be of another build
  const file = fileOf(request.url);
  if (file !== undefined) event.respondWith(answer(request, file));
});

/** The program whole, so that no page lacks a part of it when the next build has taken its place on the server. */
async function install(): Promise<void> {
  try {
    const cache = await caches.open(cacheName);
    const program = [page, ...build.assets.filter((file) => /\.(?:js|css)$/.test(file))];
    await Promise.all(program.map(async (file) => cache.put(addressOf(file), await load(file))));
  } catch (error) {
    await caches.delete(cacheName);
    if (error instanceof DOMException && error.name === 'QuotaExceededError') await giveUp();
    throw error;
  }
}

/** A browser without room must not be left with an old build for ever. */
async function giveUp(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(ours)) await caches.delete(name);
  void worker.registration.unregister(); // it comes after the installation, and would wait for it
}

async function forgetOthers(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(ours) && name !== cacheName) await caches.delete(name);
}

async function keep(urls: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const file of new Set(urls.map(fileOf))) {
    if (isGivingWay) return; // the new build waits until nothing is under way here
    if (file === undefined || (await cache.match(addressOf(file)))) continue;
    await load(file)
      .then((response) => cache.put(addressOf(file), response))
      .catch(() => undefined); // no room, no network, or of another build: it is fetched when it is needed
  }
}

async function answer(request: Request, file: string): Promise<Response> {
  if (request.mode === 'navigate' && (await isTheLastPage())) return takeOver();
  const cache = await caches.open(cacheName).catch(() => undefined);
  const isFresh = request.cache === 'reload' || request.cache === 'no-store'; // what was kept is broken
  const kept = isFresh ? undefined : await cache?.match(addressOf(file)).catch(() => undefined);
  if (kept) return kept;
  const response = await load(file, isFresh).catch((error: unknown) => {
    if (error instanceof OtherBuild) return new Response(null, { status: 409, statusText: error.message });
    throw error;
  });
  if (response.ok) await cache?.put(addressOf(file), response.clone()).catch(() => undefined); // no room
  return response;
}

/** Whether a new build waits for this page alone, which is about to go. Once it was let in, the page that went may still be counted beside the one that asks again. */
async function isTheLastPage(): Promise<boolean> {
  if (worker.registration.waiting === null) return false;
  return isGivingWay || (await worker.clients.matchAll()).length < 2;
}

/** Lets the new build have the page: it is asked for once more. */
function takeOver(): Response {
  const afterSeconds = isGivingWay ? '1' : '0'; // at once, and then no more than the old build's last work takes
  isGivingWay = true;
  worker.registration.waiting?.postMessage({ kind: 'takeOver' } satisfies Message);
  const empty = '<link rel="icon" href="data:," />'; // no picture of it is asked for
  return new Response(empty, { headers: { 'Content-Type': 'text/html', Refresh: afterSeconds } });
}

class OtherBuild extends Error {}

/** A file of this build from the network. Past the browser's cache when that has one of another build. Answers that are not 200 are given on as they are. */
async function load(file: string, isFresh = false): Promise<Response> {
  const response = await fetch(addressOf(file), { cache: isFresh ? 'reload' : 'default' });
  const expected = build.digests[file];
  if (!response.ok || expected === undefined) return wholeOr(response, file);
  const bytes = await response.arrayBuffer();
  if (expected.includes(await digestOf(bytes))) return new Response(bytes, { headers: plainHeaders(response) });
  if (!isFresh) return load(file, true);
  throw new OtherBuild('The site has been published anew: reload the page');
}

/** An asset that is missing is an error when the program is kept, not a part of it. */
function wholeOr(response: Response, file: string): Response {
  if (response.ok || !assets.has(file)) return response;
  throw new TypeError(`${file}: the server must send this file, got ${response.status}`);
}

/** The bytes are unpacked already; policies and types stay. */
function plainHeaders(response: Response): Headers {
  const headers = new Headers(response.headers);
  for (const name of ['content-encoding', 'content-length']) headers.delete(name);
  return headers;
}

async function digestOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Of the page without its name, from which some hosts lead away. */
const addressOf = (file: string) => (file === page ? scope : new URL(file, scope).href);

/** The file of this build at an address, whatever its query; undefined for all that is none. */
function fileOf(url: string): string | undefined {
  const address = url.replace(/[?#].*/, '');
  if (!address.startsWith(scope)) return undefined;
  const file = address.slice(scope.length) || page;
  return assets.has(file) || Object.hasOwn(build.digests, file) ? file : undefined;
}
