/** A worker that reads the reader's files: nothing of it leaves the browser, and the page stays free. It is ended to stop it. */
import { checkCanvas, decodeImage } from './decodeImage';
import { readBrought } from './readBrought';
import type { ReadReply, ReadRequest } from './reading';

/** Progress is told so many times in all. */
const tellings = 200;

let isChecked = false;
const post = (reply: ReadReply, transfer: Transferable[] = []) => {
  self.postMessage(reply, { transfer });
};

self.onmessage = ({ data: { name, files } }: MessageEvent<ReadRequest>) => {
  void readBrought(name, files, {
    decodeImage(file, wantsThumbnail) {
      if (!isChecked) checkCanvas();
      isChecked = true;
      return decodeImage(file, wantsThumbnail);
    },
    onProgress(progress) {
      const { read, files } = progress;
      if (read % Math.ceil(files / tellings) === 0 || read === files) post({ kind: 'progress', progress });
    },
    onPreview: (preview) => post({ kind: 'preview', preview }, preview.thumbnail ? [preview.thumbnail] : []),
  }).then(
    (reading) => post({ kind: 'done', reading }, typeof reading.set === 'string' ? [] : [reading.set.bytes.buffer]),
    (error: unknown) => post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
};
