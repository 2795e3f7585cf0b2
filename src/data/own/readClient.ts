/** The page's side of reading the reader's files: one worker for each reading. */
import { startWorker } from '../../startWorker';
import type { Preview, Reading, ReadProgress, ReadReply, ReadRequest } from './reading';
import workerUrl from './readWorker?worker&url';

export interface ReadFilesOptions {
  readonly onProgress: (progress: ReadProgress) => void;
  readonly onPreview: (preview: Preview) => void;
  /** Ends the worker at once. */
  readonly signal: AbortSignal;
}

/** Rejects with the signal's reason once aborted, with an Error in words for the reader when nothing can be read at all. */
export type ReadFiles = (request: ReadRequest, options: ReadFilesOptions) => Promise<Reading>;

export const readFiles: ReadFiles = (request, { onProgress, onPreview, signal }) =>
  new Promise<Reading>((resolve, reject) => {
    const worker = startWorker(workerUrl, 'read');
    const end = (settle: () => void) => {
      worker.terminate();
      signal.removeEventListener('abort', stop);
      settle();
    };
    const stop = () => end(() => reject(signal.reason as Error));
    signal.addEventListener('abort', stop);
    worker.onmessage = ({ data }: MessageEvent<ReadReply>) => {
      switch (data.kind) {
        case 'progress':
          onProgress(data.progress);
          return;
        case 'preview':
          onPreview(data.preview);
          return;
        case 'done':
          end(() => resolve(data.reading));
          return;
        case 'failed':
          end(() => reject(new Error(data.message)));
          return;
        default:
          data satisfies never;
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      end(() =>
        reject(new Error(`Reading stopped: ${event.message || 'its program did not load'}. Try it once more.`)),
      );
    };
    worker.postMessage(request);
  });
