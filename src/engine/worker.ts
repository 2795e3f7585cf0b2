/** The engine's worker: connects the host to messages. */
import { makeFetchFile } from '../data/fetchFile';
import { chooseBackend } from './backend';
import { makeHost } from './host';
import { makeLibrary } from './library';
import { holdLifeLock, makeLifeLock } from './lifeLock';
import type { Reply, Request } from './protocol';
import { makeSpectrumClient } from './spectrumClient';

const lock = makeLifeLock();
holdLifeLock(lock, () => {
  self.postMessage({ kind: 'alive', lock } satisfies Reply);
});
const eigenvectors = makeSpectrumClient();
const handle = makeHost({
  post: (reply) => {
    self.postMessage(reply);
  },
  chooseBackend,
  makeLibrary: (baseUrl) => makeLibrary({ readFile: makeFetchFile(baseUrl), ...eigenvectors }),
});
self.onmessage = ({ data }: MessageEvent<Request>) => {
  handle(data);
};
