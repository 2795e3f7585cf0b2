/** The fonts of a picture, written into it. */

/** @font-face rules with their files inside, for those faces of the page that hold any of a family's characters. */
export async function embedFonts(characters: ReadonlyMap<string, ReadonlySet<string>>): Promise<string> {
  const faces = [...document.styleSheets].flatMap(rulesOf).filter((rule) => rule instanceof CSSFontFaceRule);
  const rules = faces.map(async ({ style, parentStyleSheet }) => {
    const family = style.getPropertyValue('font-family');
    const source = /url\(["']?([^"')]+)["']?\)/.exec(style.getPropertyValue('src'))?.[1];
    const used = characters.get(unquoted(family));
    const range = style.getPropertyValue('unicode-range');
    if (!used || source === undefined || ![...used].some((character) => isIn(range, character.codePointAt(0)!)))
      return '';
    const url = new URL(source, parentStyleSheet?.href ?? document.baseURI);
    const named = ['font-style', 'font-weight', 'unicode-range']
      .map((name) => [name, style.getPropertyValue(name)] as const)
      .flatMap(([name, value]) => (value === '' ? [] : [`${name}:${value}`]));
    return `@font-face{font-family:${family};${named.join(';')};src:url(${await dataUrlOf(url)}) format("woff2")}`;
  });
  return (await Promise.all(rules)).join('');
}

function rulesOf(sheet: CSSStyleSheet): CSSRule[] {
  try {
    return [...sheet.cssRules];
  } catch {
    return []; // of another origin: an extension's, not ours
  }
}

export const unquoted = (family: string) => family.trim().replace(/^["']|["']$/g, '');

/** Whether a unicode-range, such as "U+0-FF, U+131", holds a code point; without one it holds all. */
export function isIn(range: string, code: number): boolean {
  if (range === '') return true;
  return range.split(',').some((part) => {
    const [from = '', to = from] = part.trim().replace(/^U\+/i, '').split('-');
    const [least, most] = [from.replaceAll('?', '0'), to.replaceAll('?', 'F')].map((digits) => parseInt(digits, 16));
    return code >= least! && code <= most!;
  });
}

async function dataUrlOf(url: URL): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The font ${url.pathname} did not load: the server answered ${response.status}.`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return `data:font/woff2;base64,${btoa(text)}`;
}
