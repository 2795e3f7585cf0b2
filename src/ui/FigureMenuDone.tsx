import { useEffect, useEffectEvent } from 'react';
import { Dialog } from './Dialog';
import type { Done } from './takeaway/actions';

export interface FigureMenuDoneProps {
  readonly done: Done | undefined;
  readonly onClose: () => void;
}

const restMs = 6000;

/** Says what the menu did; a text that could not be copied is shown. */
export function FigureMenuDone({ done, onClose }: FigureMenuDoneProps) {
  const close = useEffectEvent(onClose);
  useEffect(() => {
    if (!done || done.text !== undefined) return;
    const timer = setTimeout(() => close(), restMs);
    return () => clearTimeout(timer);
  }, [done]);
  return (
    <>
      <p className="menu-done" role="status">
        {done?.text === undefined && done?.words}
      </p>
      {done?.text !== undefined && (
        <Dialog title={done.words} onClose={onClose}>
          <label className="field">
            Copy it from here:
            <textarea
              className="menu-text"
              readOnly
              rows={Math.min(20, done.text.split('\n').length)}
              value={done.text}
              onFocus={(event) => event.currentTarget.select()}
            />
          </label>
        </Dialog>
      )}
    </>
  );
}
