import { useSyncExternalStore } from 'react';
import type { EngineStatus } from '../../engine/client';
import { useRun, useSession } from '../../panels/session';
import { backendName } from '../../panels/words';

/** What runs the numbers, and why nothing faster does. */
export function EngineLine() {
  const { engine } = useSession();
  const status = useSyncExternalStore(
    (onChange) => engine.subscribe(onChange),
    () => engine.status(),
  );
  const notice = useRun((run) => run.notice);
  return (
    <p className="engine-line" role="status">
      {[engineWords(status), status.notice, notice].filter(Boolean).join(' ')}
    </p>
  );
}

function engineWords({ state, report, message }: EngineStatus): string {
  switch (state) {
    case 'idle':
      return 'The engine has not been started yet.';
    case 'starting':
      return 'The engine is starting.';
    case 'failed':
      return message ?? 'The engine stopped.';
    case 'ready': {
      if (!report) return 'The engine is ready.';
      const { backend, detail, refused } = report;
      return [
        `The numbers are computed in your browser on ${detail.startsWith(backendName(backend)) ? detail : `${backendName(backend)} (${detail})`}.`,
        ...refused,
      ].join(' ');
    }
    default:
      return state satisfies never;
  }
}
