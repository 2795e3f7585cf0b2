/** The engine's worker: connects the host to messages. */
import { makeFetchFile } from '../data/fetchFile';
import { chooseBackend } from './backend';
import { makeHost } from './host';
import { makeLibrary } from './library';
import type { Request } from './protocol';
import { makeSpectrumClient } from './spectrumClient';

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
