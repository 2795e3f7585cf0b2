/** Draws elements of the page as SVG, as they are laid out: boxes, texts by their places, charts with their styles, canvases as images. */
import { unquoted } from './fontFaces';
import { makeColors } from './colors';
import { svgContents } from './svgContents';
import { lineRuns } from './textLines';
import { escapeXml, round } from './xml';

export interface Pen {
  draw(element: Element): void;
  /** All that was drawn, as SVG. */
  drawn(): string;
  /** A small line below the figure. */
  note(words: string, y: number): string;
  /** A text as lines of at most this width, in the font of the notes. */
  wrap(words: string, widthPx: number): string[];
  /** What was written in each font family. */
  charactersOf(): ReadonlyMap<string, ReadonlySet<string>>;
  readonly paper: string;
}

const noteSizePx = 11;

/** @param figure  its upper left corner is (0, 0) */
export function makePen(figure: HTMLElement): Pen {
  const parts: string[] = [];
  const characters = new Map<string, Set<string>>();
  const colors = makeColors();
  const origin = figure.getBoundingClientRect();
  const measure = document.createElement('canvas').getContext('2d')!;
  const [own, page] = [getComputedStyle(figure), getComputedStyle(document.body)];
  const pageColor = colors(page.backgroundColor);
  const paper =
    pageColor.opacity > 0 ? pageColor.hex : colors(getComputedStyle(document.documentElement).backgroundColor).hex;
  const place = ({ left, top }: { readonly left: number; readonly top: number }) =>
    [left - origin.left, top - origin.top] as const;

  const remember = (fontFamily: string, words: string) => {
    const family = unquoted(fontFamily.split(',')[0]!);
    const set = characters.get(family) ?? new Set();
    characters.set(family, set);
    for (const character of words) set.add(character);
  };
  const fontOf = ({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration) =>
    `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;

  const drawText = (node: Text, style: CSSStyleDeclaration) => {
    measure.font = fontOf(style);
    const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = measure.measureText('x');
    const color = colors(style.color);
    for (const { text, rect } of lineRuns(node)) {
      const words = transformed(text, style.textTransform);
      remember(style.fontFamily, words);
      const [x] = place(rect);
      const y = rect.top - origin.top + (rect.height - ascent - descent) / 2 + ascent;
      const decoration = style.textDecorationLine === 'none' ? '' : ` text-decoration="${style.textDecorationLine}"`;
      parts.push(
        `<text ${attributes({ x, y, textLength: rect.width })} lengthAdjust="spacingAndGlyphs" ${fontAttributes(style)} fill="${color.hex}"${opacityOf('fill-opacity', color.opacity)}${decoration}>${escapeXml(words)}</text>`,
      );
    }
  };

  const drawBox = (element: Element, style: CSSStyleDeclaration) => {
    const rect = element.getBoundingClientRect();
    const [x, y] = place(rect);
    const fill = colors(style.backgroundColor);
    const radius = parseFloat(style.borderTopLeftRadius) || 0;
    if (fill.opacity > 0 && element !== figure)
      parts.push(
        `<rect ${attributes({ x, y, width: rect.width, height: rect.height, rx: radius })} fill="${fill.hex}"${opacityOf('fill-opacity', fill.opacity)}/>`,
      );
    const sides = [
      ['Top', 0, 0, 1, 0],
      ['Right', 1, 0, 1, 1],
      ['Bottom', 0, 1, 1, 1],
      ['Left', 0, 0, 0, 1],
    ] as const;
    for (const [side, fromX, fromY, toX, toY] of sides) {
      const width = parseFloat(style[`border${side}Width`]) || 0;
      const color = colors(style[`border${side}Color`]);
      const kind = style[`border${side}Style`];
      if (width === 0 || color.opacity === 0 || kind === 'none' || kind === 'hidden') continue;
      const inX = (share: number) => x + width / 2 + share * (rect.width - width);
      const inY = (share: number) => y + width / 2 + share * (rect.height - width);
      const [isAcross] = [fromY === toY];
      const [x1, x2] = isAcross ? [x, x + rect.width] : [inX(fromX), inX(toX)];
      const [y1, y2] = isAcross ? [inY(fromY), inY(toY)] : [y, y + rect.height];
      const dashes =
        kind === 'dashed'
          ? ` stroke-dasharray="${3 * width} ${2 * width}"`
          : kind === 'dotted'
            ? ` stroke-dasharray="${width}"`
            : '';
      parts.push(
        `<path d="M${round(x1)},${round(y1)}L${round(x2)},${round(y2)}" fill="none" stroke="${color.hex}" stroke-width="${round(width)}"${opacityOf('stroke-opacity', color.opacity)}${dashes}/>`,
      );
    }
  };

  const drawCanvas = (canvas: HTMLCanvasElement) => {
    if (canvas.width === 0 || canvas.height === 0) return;
    const rect = canvas.getBoundingClientRect();
    const [x, y] = place(rect);
    parts.push(
      `<image ${attributes({ x, y, width: rect.width, height: rect.height })} preserveAspectRatio="none" style="image-rendering:pixelated" href="${canvas.toDataURL()}"/>`,
    );
  };

  const drawChart = (svg: SVGSVGElement, style: CSSStyleDeclaration) => {
    const matrix = svg.getScreenCTM();
    if (!matrix) return;
    const { a, b, c, d, e, f } = matrix;
    const [x, y] = [e - origin.left, f - origin.top];
    const inner = `<g transform="matrix(${[a, b, c, d, x, y].map(round).join(' ')})">${svgContents(svg, colors, remember)}</g>`;
    parts.push(style.overflow === 'visible' ? inner : clipped(svg.getBoundingClientRect(), inner));
  };

  const clipped = (rect: DOMRect, inner: string) => {
    const [x, y] = place(rect);
    const box = [x, y, rect.width, rect.height].map(round);
    return `<svg ${attributes({ x, y, width: rect.width, height: rect.height })} viewBox="${box.join(' ')}">${inner}</svg>`;
  };

  const draw = (element: Element) => {
    const style = getComputedStyle(element);
    if (!isSeen(element, style)) return;
    const opacity = Number(style.opacity);
    if (opacity < 1) parts.push(`<g opacity="${opacity}">`);
    drawBox(element, style);
    if (element instanceof HTMLCanvasElement) drawCanvas(element);
    else if (element instanceof SVGSVGElement) drawChart(element, style);
    else drawInside(element, style);
    if (opacity < 1) parts.push('</g>');
  };

  const drawInside = (element: Element, style: CSSStyleDeclaration) => {
    const isCut = style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth;
    const start = parts.length;
    for (const child of element.childNodes) {
      if (child instanceof Text) drawText(child, style);
      else if (child instanceof Element) draw(child);
    }
    if (isCut) parts.push(clipped(element.getBoundingClientRect(), parts.splice(start).join('\n')));
  };

  const noteFont = { fontStyle: 'normal', fontWeight: '400', fontSize: `${noteSizePx}px`, fontFamily: own.fontFamily };
  const noteColor = colors(getComputedStyle(figure.querySelector('figcaption') ?? figure).color);

  return {
    draw,
    drawn: () => parts.join('\n'),
    note: (words, y) => {
      remember(own.fontFamily, words);
      return `<text x="0" y="${round(y)}" ${fontAttributes(noteFont)} fill="${noteColor.hex}">${escapeXml(words)}</text>`;
    },
    wrap: (words, widthPx) => {
      measure.font = `${noteSizePx}px ${own.fontFamily}`;
      const lines = [''];
      for (const part of words.match(/\S{1,40}\s?|\s/g) ?? []) {
        const longer = `${lines.at(-1)!}${part}`;
        if (measure.measureText(longer).width <= widthPx) lines[lines.length - 1] = longer;
        else lines.push(part);
      }
      return lines.map((line) => line.trim()).filter((line) => line !== '');
    },
    charactersOf: () => characters,
    paper,
  };
}

/** Not what is hidden from the eye alone, nor what is not there. */
function isSeen(element: Element, { display, visibility, opacity, clipPath, position }: CSSStyleDeclaration): boolean {
  if (display === 'none' || visibility !== 'visible' || opacity === '0') return false;
  return !(position === 'absolute' && clipPath !== 'none') && !element.classList.contains('visually-hidden');
}

function transformed(words: string, transform: string): string {
  if (transform === 'uppercase') return words.toUpperCase();
  return transform === 'lowercase' ? words.toLowerCase() : words;
}

type Font = Pick<CSSStyleDeclaration, 'fontStyle' | 'fontWeight' | 'fontSize' | 'fontFamily'>;

const fontAttributes = ({ fontStyle, fontWeight, fontSize, fontFamily }: Font) =>
  `font-family="${escapeXml(fontFamily.replaceAll('"', "'"))}" font-size="${parseFloat(fontSize)}" font-weight="${fontWeight}"${fontStyle === 'normal' ? '' : ` font-style="${fontStyle}"`}`;

const opacityOf = (name: string, opacity: number) => (opacity < 1 ? ` ${name}="${round(opacity)}"` : '');

const attributes = (numbers: Readonly<Record<string, number>>) =>
  Object.entries(numbers)
    .filter(([name, value]) => !(name === 'rx' && value === 0))
    .map(([name, value]) => `${name}="${round(value)}"`)
    .join(' ');
