/** The lines that put a figure into a page, as text to copy. */
import { attributesOf } from './attributes';

export interface SnippetOptions {
  /** URL of the folder of the site, with its slash. */
  readonly site: string;
  readonly panel: string;
  /** What the figure is about. */
  readonly label: string;
  /** The inputs, as in a link. */
  readonly query: string;
  /** The height of a frame, until its script says how tall it is or where there is none. */
  readonly heightPx: number;
  /** Whether it waits for a click before it computes. */
  readonly isClickToRun?: boolean;
  /** Colours, where they are not those of the page. */
  readonly theme?: 'light' | 'dark' | undefined;
}

/** The element and its script. Where scripts do not run, its picture leads to the site. */
export function elementSnippet({ site, panel, label, query, isClickToRun, theme }: SnippetOptions): string {
  const attributes = [
    ['panel', panel],
    ...attributesOf(query),
    ...(isClickToRun ? [['run', 'click']] : []),
    ...(theme ? [['theme', theme]] : []),
  ].map(([name, value]) => ` ${name}="${escape(value)}"`);
  const fallback = `<a href="${escape(pageOf(site, query, panel))}"><img src="${escape(site)}pictures/${escape(panel)}.webp" alt="${escape(label)}" width="720"></a>`;
  return `${scriptSnippet({ site })}\n<hidden-gaussian${attributes.join('')}>${fallback}</hidden-gaussian>`;
}

/** Once in a page is enough. */
export const scriptSnippet = ({ site }: Pick<SnippetOptions, 'site'>): string =>
  `<script type="module" src="${escape(site)}embed.js"></script>`;

/** The page of one figure, to be framed. */
export function frameAddress({ site, panel, query, isClickToRun, theme }: Omit<SnippetOptions, 'label' | 'heightPx'>) {
  const given = new URLSearchParams(query);
  if (isClickToRun) given.set('run', 'click');
  if (theme) given.set('theme', theme);
  const text = given.toString();
  return `${site}embed/${panel}.html${text && `?${text}`}`;
}

/** A frame. With `embed.js` in the page too it takes the height that it needs; alone it keeps the one given here. */
export function frameSnippet(options: SnippetOptions): string {
  const title = escape(`The Hidden Gaussian: ${options.label}`);
  const style = `width:100%;height:${options.heightPx}px;border:0`;
  return `<iframe src="${escape(frameAddress(options))}" title="${title}" loading="lazy" allow="cross-origin-isolated" style="${style}"></iframe>`;
}

const pageOf = (site: string, query: string, panel: string) => `${site}${query && `?${query}`}#figure-${panel}`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };
const escape = (text: string) => text.replace(/[&"<>]/g, (character) => entities[character]!);
