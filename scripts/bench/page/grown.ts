/** The growth of the analytic denoisers on WebAssembly, in a worker. */
import { openDataset } from '../../../src/data/dataset';
import { makeFetchFile } from '../../../src/data/fetchFile';
import { startWasm } from '../../../src/engine/backendWasm';
import { counts, type Growth, growthOf } from '../growthOf';

async function grow(siteUrl: string): Promise<Growth> {
  await startWasm();
  return growthOf(await (await openDataset('fashion', makeFetchFile(siteUrl))).images('train', 0, counts.at(-1)!));
}

self.onmessage = ({ data }: MessageEvent<string>) => {
  grow(data).then(
    (answer) => self.postMessage(answer),
    (error: unknown) => self.postMessage({ fault: String(error) }),
  );
};
