/** Starts a worker, asks it one thing, and ends it. */
export async function askWorker<Answer extends object>(url: string, question: string): Promise<Answer> {
  const worker = new Worker(url, { type: 'module' });
  try {
    return await new Promise<Answer>((resolve, reject) => {
      worker.onerror = ({ message }) => reject(new Error(`A worker of the bench failed: ${message}`));
      worker.onmessage = ({ data }: MessageEvent<Answer | { fault: string }>) => {
        if ('fault' in data) reject(new Error(data.fault));
        else resolve(data);
      };
      worker.postMessage(question);
    });
  } finally {
    worker.terminate();
  }
}
