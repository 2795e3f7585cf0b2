/** The page around framed figures: gives each frame the height it asks for, and passes on what happens in it as events of the iframe. */
import { readFromFrame } from '../state/embedding/messages';

/**
 * Listens to the frames of this page that show figures of one site.
 * @param site  where the figures come from, absolute, with its slash
 * @returns the way to stop
 */
export function listenToFrames(site: string): () => void {
  const listen = ({ source, origin, data, isTrusted }: MessageEvent<unknown>) => {
    if (!isTrusted) return;
    const frame = [...document.querySelectorAll('iframe')].find(({ contentWindow }) => contentWindow === source);
    if (!frame || !isOfSite(frame, origin, site)) return;
    const message = readFromFrame(data);
    if (!message) return;
    const { kind, ...detail } = message;
    if (message.kind === 'size') frame.style.height = `${message.heightPx}px`;
    else frame.dispatchEvent(new CustomEvent(`hidden-gaussian-${kind}`, { detail }));
  };
  window.addEventListener('message', listen);
  return () => window.removeEventListener('message', listen);
}

/** The frame was given a page of the site, and it is that page which speaks: a sandboxed one without an origin, any other with the site's. */
function isOfSite(frame: HTMLIFrameElement, origin: string, site: string): boolean {
  const isOpaque = frame.sandbox.length > 0 && !frame.sandbox.contains('allow-same-origin');
  return frame.src.startsWith(`${site}embed/`) && origin === (isOpaque ? 'null' : new URL(site).origin);
}
