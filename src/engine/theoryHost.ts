/** Runs theory jobs one piece at a time, several in turn, and hears an abort between two pieces. */
import { nextTurn } from './nextTurn';
import { theoryJobs, type TheoryKind, type TheoryReply, type TheoryRequest } from './theoryJobs';
import { wordsOf } from './words';

export function makeTheoryHost(reply: (message: TheoryReply) => void): (request: TheoryRequest) => void {
  const running = new Set<number>();

  const run = async (id: number, job: TheoryKind, input: unknown) => {
    try {
      const work = theoryJobs[job](input as never) as Generator<unknown, unknown, undefined>;
      for (;;) {
        await nextTurn();
        if (!running.has(id)) return;
        const { done, value } = work.next();
        if (done) {
          reply({ kind: 'done', id, result: value });
          return;
        }
        if (value !== undefined) reply({ kind: 'frame', id, frame: value });
      }
    } catch (error) {
      reply({ kind: 'failed', id, message: wordsOf(error) });
    } finally {
      running.delete(id);
    }
  };

  return (request) => {
    if (request.kind === 'abort') {
      running.delete(request.id);
      return;
    }
    running.add(request.id);
    void run(request.id, request.job, request.input);
  };
}
