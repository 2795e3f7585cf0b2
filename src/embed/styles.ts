/** The style sheet of all figures, for their shadow trees: one for the page. Its text is put in when the embed is built. */
import text from './figures.css?inline';

let sheet: CSSStyleSheet | undefined;

/** A shadow tree takes no fonts from its own sheets, so they are given to the page by name. */
export function figureStyles(): CSSStyleSheet {
  if (sheet) return sheet;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  for (const rule of sheet.cssRules) if (rule instanceof CSSFontFaceRule) document.fonts.add(faceOf(rule));
  return sheet;
}

function faceOf({ style }: CSSFontFaceRule): FontFace {
  const family = style.getPropertyValue('font-family').replace(/^["']|["']$/g, '');
  return new FontFace(family, style.getPropertyValue('src'), {
    weight: style.getPropertyValue('font-weight'),
    style: style.getPropertyValue('font-style') || 'normal',
    unicodeRange: style.getPropertyValue('unicode-range'),
    display: 'swap',
  });
}
