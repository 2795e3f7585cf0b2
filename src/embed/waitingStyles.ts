/** How an element looks before its figure has come: the measured picture, and a line over it. */
const text = `
:host { display: block; }
:host([hidden]) { display: none; }
:host([theme='light']) { color-scheme: light; }
:host([theme='dark']) { color-scheme: dark; }
.waiting { all: initial; color-scheme: inherit; display: block; position: relative; box-sizing: border-box; }
img { display: block; width: 100%; height: auto; opacity: 0.8; }
.words { all: initial; position: absolute; inset: auto auto 12px 12px; padding: 4px 10px; border-radius: 6px;
  background: light-dark(#fdfcfa, #161513); color: light-dark(#1d1c1a, #eeebe4); color-scheme: inherit;
  font: 14px/1.45 system-ui, sans-serif; }
.run { font: inherit; color: inherit; background: none; border: 1px solid currentColor; border-radius: 6px; min-height: 32px; padding: 4px 12px; cursor: pointer; }
`;

let sheet: CSSStyleSheet | undefined;

export function waitingStyles(): CSSStyleSheet {
  if (sheet) return sheet;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
