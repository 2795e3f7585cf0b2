/** A figure as one SVG that needs nothing else: what is seen of it without its controls, and where it comes from. */
import { sourceWords } from '../source';
import { embedFonts } from './fontFaces';
import { makePen } from './pen';
import type { Takeaway } from './takeaway';
import { escapeXml } from './xml';

export interface Picture {
  /** Well-formed XML. */
  readonly svg: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

const marginPx = 24;
const footLinePx = 15;

/** In the colours that the page has now. */
export async function drawPicture(figure: HTMLElement, takeaway: Takeaway): Promise<Picture> {
  const [left, top] = [scrollX, scrollY];
  figure.classList.add('is-picture'); // lays out what is drawn: never painted, because it is taken off before the next frame
  const pen = makePen(figure);
  let size: DOMRect;
  try {
    pen.draw(figure);
    size = figure.getBoundingClientRect();
  } finally {
    figure.classList.remove('is-picture');
    scrollTo({ left, top, behavior: 'instant' });
  }
  const foot = footLines(takeaway).flatMap((line) => pen.wrap(line, size.width));
  const widthPx = Math.ceil(size.width + 2 * marginPx);
  const heightPx = Math.ceil(size.height + 2 * marginPx + (foot.length + 1) * footLinePx);
  const footTop = size.height + 1.5 * footLinePx;
  const fonts = await embedFonts(pen.charactersOf());
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="${-marginPx} ${-marginPx} ${widthPx} ${heightPx}">`,
    `<title>${escapeXml(takeaway.title)}</title>`,
    `<style>${fonts}text{font-variant-numeric:tabular-nums}</style>`,
    `<rect x="${-marginPx}" y="${-marginPx}" width="${widthPx}" height="${heightPx}" fill="${pen.paper}"/>`,
    pen.drawn(),
    ...foot.map((line, i) => pen.note(line, footTop + i * footLinePx)),
    '</svg>',
  ].join('\n');
  return { svg, widthPx, heightPx };
}

const footLines = ({ link, taken, sources }: Takeaway) => [
  `${document.title}, ${taken.slice(0, 10)}. ${link}`,
  ...sources.map(sourceWords),
];
