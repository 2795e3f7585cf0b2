/** The script of the framed page: shows the figure that its address asks for, tells the page around it how tall it is and what happens, and obeys its changes. */
import { defineElement, elementName, type HiddenGaussian } from './element';
import { type FromFrame, readToFrame, seal } from '../state/embedding/messages';

defineElement(new URL(/* @vite-ignore */ '../', import.meta.url).href);

const given = new URLSearchParams(location.search);
const figure = document.createElement(elementName) as HiddenGaussian;
figure.setAttribute('panel', document.body.dataset['panel'] ?? '');
for (const name of ['run', 'theme']) if (given.has(name)) figure.setAttribute(name, given.get(name)!);
figure.query = location.search;

const isFramed = window.parent !== window;
const tell = (message: FromFrame) => {
  if (isFramed) window.parent.postMessage(seal(message), '*'); // what it says is no secret, and any page may frame it
};
/** The page around it, where the browser tells which one that is. */
const isHost = (origin: string) =>
  origin === 'null' || document.referrer === '' || origin === new URL(document.referrer).origin;

figure.addEventListener('inputs-change', () => tell({ kind: 'inputs-change', query: figure.query }));
figure.addEventListener('step', (event) => {
  const { step, sigma } = (event as CustomEvent<{ readonly step: number; readonly sigma: number }>).detail;
  tell({ kind: 'step', step, sigma });
});
figure.addEventListener('error', (event) => {
  const { message } = (event as Event as CustomEvent<{ readonly message: string }>).detail;
  tell({ kind: 'error', message });
});
window.addEventListener('message', ({ source, origin, data, isTrusted }) => {
  if (!isTrusted || !isFramed || source !== window.parent || !isHost(origin)) return;
  const asked = readToFrame(data);
  if (asked) figure.query = asked.query;
});
document.body.append(figure);
new ResizeObserver(() => tell({ kind: 'size', heightPx: document.body.scrollHeight })).observe(document.body);
