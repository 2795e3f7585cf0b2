import { useEffect, useRef, useState } from 'react';
import { isOwnId } from '../data/catalog';
import { readFromFrame } from '../state/embedding/messages';
import { elementSnippet, frameAddress, frameSnippet, scriptSnippet } from '../state/embedding/snippets';
import { encodeInputs } from '../state/inputs';
import { Dialog } from '../ui/Dialog';
import type { EmbedDialogProps } from '../ui/FigureMenu';
import { Segmented } from '../ui/Segmented';
import { copyText } from '../ui/takeaway/copyText';
import { useInputs, useSession } from './session';
import './embedDialog.css';

/** Of a frame whose figure has not said how tall it is. */
const usualPx = 800;

const kinds = [
  { id: 'element', label: 'Element', hint: 'Figures of one page share one engine' },
  { id: 'frame', label: 'Frame', hint: 'Kept apart from the page around it' },
  { id: 'fixed', label: 'Frame, no script', hint: 'For pages that take no scripts: its height is fixed' },
] as const;
const themes = [
  { id: 'page', label: 'Of the page' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
] as const;

interface EmbedDialogOptions extends EmbedDialogProps {
  readonly panel: string;
  /** What the figure shows. */
  readonly label: string;
}

/** The lines that put a figure into another page, as it is now, and what they will show. */
export function EmbedDialog({ panel, label, onClose }: EmbedDialogOptions) {
  const { pageUrl } = useSession();
  const inputs = useInputs();
  const [kind, setKind] = useState<(typeof kinds)[number]['id']>('element');
  const [theme, setTheme] = useState<(typeof themes)[number]['id']>('page');
  const [isClickToRun, setClickToRun] = useState(false);
  const [words, setWords] = useState('');
  const preview = useRef<HTMLIFrameElement>(null);
  const heightPx = useFrameHeight(preview) ?? usualPx;
  const options = {
    site: new URL('./', pageUrl).href,
    panel,
    label,
    query: encodeInputs(inputs),
    heightPx,
    isClickToRun,
    theme: theme === 'page' ? undefined : theme,
  };
  const snippet = {
    element: () => elementSnippet(options),
    frame: () => `${frameSnippet(options)}\n${scriptSnippet(options)}`,
    fixed: () => frameSnippet(options),
  }[kind]();
  const copy = async () =>
    setWords((await copyText(snippet)) ? 'Copied.' : 'The browser does not let the page copy: take it from the box.');
  return (
    <Dialog title="Embed this figure" onClose={onClose}>
      <div className="embed-choices">
        <Segmented legend="As" options={kinds} value={kind} onChange={setKind} />
        <Segmented legend="Colours" options={themes} value={theme} onChange={setTheme} />
        <label className="embed-check">
          <input type="checkbox" checked={isClickToRun} onChange={({ target }) => setClickToRun(target.checked)} />
          Compute only after a click
        </label>
      </div>
      {(isOwnId(inputs.dataset) || isOwnId(inputs.spectrum)) && (
        <p>Your own images stay with you: readers of the other page will see the figure without them.</p>
      )}
      <label className="field">
        <span className="field-label">{kinds.find(({ id }) => id === kind)!.hint}</span>
        <textarea
          className="menu-text"
          readOnly
          rows={4}
          value={snippet}
          onFocus={(event) => event.currentTarget.select()}
        />
      </label>
      <p className="embed-copy">
        <button type="button" className="button" onClick={() => void copy()}>
          Copy
        </button>
        <span role="status">{words}</span>
      </p>
      <p className="field-label">Preview</p>
      <iframe ref={preview} className="embed-preview" title="Preview" src={frameAddress(options)} />
    </Dialog>
  );
}

/** How tall the figure in a frame says it is. */
function useFrameHeight(frame: { readonly current: HTMLIFrameElement | null }): number | undefined {
  const [heightPx, setHeightPx] = useState<number>();
  useEffect(() => {
    const listen = ({ source, data }: MessageEvent<unknown>) => {
      const message = source === frame.current?.contentWindow ? readFromFrame(data) : undefined;
      if (message?.kind === 'size') setHeightPx(message.heightPx);
    };
    window.addEventListener('message', listen);
    return () => window.removeEventListener('message', listen);
  }, [frame]);
  return heightPx;
}
