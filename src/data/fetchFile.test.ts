import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DataError } from './dataError';
import { makeFetchFile } from './fetchFile';

const raw = Uint8Array.from({ length: 3000 }, (_, i) => i % 251);
const compressed = new Uint8Array(gzipSync(raw));
const answers: Record<string, (response: ServerResponse) => void> = {
  '/site/data/plain.bin.gz': (response) => response.end(compressed),
  '/site/data/unpacked.bin.gz': (response) => response.setHeader('Content-Encoding', 'gzip').end(compressed),
  '/site/data/cut.bin.gz': (response) => {
    response
      .setHeader('Content-Length', compressed.length)
      .write(compressed.subarray(0, 100), () => response.destroy());
  },
  '/site/data/never.bin.gz': () => undefined,
};
let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    if (answer) answer(response);
    else response.writeHead(404).end('no');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/site`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test.each(['', '/'])('the file comes as it is, base ending in "%s"', async (ending) => {
  expect(await makeFetchFile(base + ending)('data/plain.bin.gz')).toEqual(compressed);
});

test('with Content-Encoding: gzip it comes unpacked, which decodeShard accepts', async () => {
  expect(await makeFetchFile(base)('data/unpacked.bin.gz')).toEqual(raw);
});

test('a missing file is named with the status', async () => {
  const error: unknown = await makeFetchFile(base)('data/none.bin.gz').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataError);
  expect((error as Error).message).toMatch(
    /^data\/none\.bin\.gz: the server must send this file, got 404 Not Found from http:/,
  );
});

test('an answer that breaks off is named', async () => {
  const error: unknown = await makeFetchFile(base)('data/cut.bin.gz').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataError);
  expect((error as Error).message).toMatch(/^data\/cut\.bin\.gz: no whole answer came from http:/);
});

test('a server that is not there is named', async () => {
  await expect(makeFetchFile('http://127.0.0.1:1')('data/plain.bin.gz')).rejects.toThrow(DataError);
});

test('an abort rejects with its reason', async () => {
  const controller = new AbortController();
  const file = makeFetchFile(base)('data/never.bin.gz', { signal: controller.signal });
  controller.abort(new Error('newer job'));
  await expect(file).rejects.toThrow('newer job');
});
