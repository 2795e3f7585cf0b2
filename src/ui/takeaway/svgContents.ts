/** The inside of an SVG of the page, with the styles it has from the page written into it. */
import type { Color } from './colors';
import { escapeXml } from './xml';

/** Those that change what is seen, with what they are when nobody says otherwise. */
const styles = {
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'fill-rule': 'nonzero',
  'fill-opacity': '1',
  'stroke-opacity': '1',
  opacity: '1',
  'paint-order': 'normal',
  'vector-effect': 'none',
  'shape-rendering': 'auto',
} as const;

const textStyles = {
  'font-family': '',
  'font-size': '',
  'font-weight': '400',
  'font-style': 'normal',
  'letter-spacing': 'normal',
  'text-anchor': 'start',
  'dominant-baseline': 'auto',
} as const;

/** Attributes that mean something outside the page. */
const kept =
  /^(?:id|d|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|dx|dy|width|height|points|transform|viewBox|offset|gradientUnits|gradientTransform|clipPathUnits|preserveAspectRatio|href|stop-color|clip-path|mask)$/;
const drawnElements =
  /^(?:g|path|line|circle|ellipse|rect|polyline|polygon|text|tspan|image|defs|linearGradient|stop|clipPath)$/;

export function svgContents(
  svg: SVGSVGElement,
  colors: (css: string) => Color,
  remember: (fontFamily: string, words: string) => void,
): string {
  const paint = (name: 'fill' | 'stroke' | 'stop-color', value: string) => {
    if (value === 'none' || value.startsWith('url(')) return ` ${name}="${escapeXml(value.replaceAll('"', ''))}"`;
    const { hex, opacity } = colors(value);
    return opacity === 0 ? ` ${name}="none"` : ` ${name}="${hex}"${opacity < 1 ? ` ${name}-opacity="${opacity}"` : ''}`;
  };
  const write = (element: Element): string => {
    const name = element.localName;
    const style = getComputedStyle(element);
    if (!drawnElements.test(name) || style.display === 'none' || style.visibility === 'hidden') return '';
    const isText = name === 'text' || name === 'tspan';
    let text = `<${name}`;
    for (const { name: attribute, value } of element.attributes)
      if (kept.test(attribute)) text += ` ${attribute}="${escapeXml(value)}"`;
    if (name === 'stop') text += paint('stop-color', style.getPropertyValue('stop-color'));
    else if (name !== 'g' && name !== 'defs') text += paint('fill', style.fill) + paint('stroke', style.stroke);
    for (const [property, usual] of Object.entries({ ...styles, ...(isText && textStyles) })) {
      const value = style.getPropertyValue(property);
      const isInherited = name === 'g' && property !== 'opacity';
      if (isInherited || value === usual || value === '' || text.includes(` ${property}="`)) continue;
      text += ` ${property}="${escapeXml(value.replaceAll('"', "'"))}"`;
    }
    if (name === 'text') text += widthOf(element as SVGTextElement);
    text += '>';
    for (const child of element.childNodes) {
      if (child instanceof Element) text += write(child);
      else if (isText && child.nodeType === Node.TEXT_NODE) {
        remember(style.fontFamily, child.nodeValue ?? '');
        text += escapeXml(child.nodeValue ?? '');
      }
    }
    return `${text}</${name}>`;
  };
  return [...svg.children].map(write).join('');
}

/** Holds a plain text to its width where its font is missing. */
function widthOf(text: SVGTextElement): string {
  const lengthPx = text.childElementCount === 0 ? text.getComputedTextLength() : 0;
  return lengthPx > 0 ? ` textLength="${Math.round(lengthPx * 100) / 100}" lengthAdjust="spacingAndGlyphs"` : '';
}
