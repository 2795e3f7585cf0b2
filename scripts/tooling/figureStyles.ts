/** Vite's and PostCSS's side of the style sheet that figures carry into their shadow trees: all sheets of figures in one. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AcceptedPlugin } from 'postcss';
import type { Plugin } from 'vite';
import { root } from './run.ts';

const collection = join(root, 'src/embed/figures.css');
const first = ['fonts', 'theme', 'ui', 'chart'].map((sheet) => `src/ui/${sheet}.css`);

/** Fills `src/embed/figures.css`, and lets the style sheets that components import come to nothing: it has them all. */
export function figureStyles(): Plugin {
  return {
    name: 'figure-styles',
    enforce: 'pre',
    resolveId: (id) => (id.endsWith('.css') ? '\0no-styles' : undefined),
    load(id) {
      if (id === '\0no-styles') return 'export {};';
      return id === `${collection}?inline` ? allSheets() : undefined;
    },
  };
}

function allSheets(): string {
  const others = ['ui', 'panels', 'embed'].flatMap((folder) =>
    readdirSync(join(root, 'src', folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.css'))
      .sort()
      .map((path) => `src/${folder}/${path}`),
  );
  const sheets = [...new Set([...first, ...others])].map((sheet) => join(root, sheet));
  return sheets
    .filter((sheet) => sheet !== collection)
    .map((sheet) => `@import ${JSON.stringify(sheet)};\n`)
    .join('');
}

const pxOfRem = (text: string) => text.replace(/(-?[\d.]+)rem\b/g, (_, count: string) => `${16 * Number(count)}px`);

/**
 * What makes a sheet of the page fit for a shadow tree: lengths in rem follow the element and not the page around it, the page is as wide as the element,
 * and each colour and font of the theme can be given from outside as --hidden-gaussian-<name>.
 */
export const forShadowTrees: AcceptedPlugin = {
  postcssPlugin: 'for-shadow-trees',
  Declaration(declaration) {
    const { parent, prop, value } = declaration;
    const isTheme = parent?.type === 'rule' && /:host/.test((parent as { selector?: string }).selector ?? '');
    if (isTheme && /^--(?!rem|hidden)/.test(prop) && !value.includes('--hidden-gaussian-'))
      declaration.value = `var(--hidden-gaussian-${prop.slice(2)}, ${value})`;
    if (/[\d.]rem\b/.test(declaration.value) && prop !== '--rem')
      declaration.value = declaration.value.replace(/(-?[\d.]+)rem\b/g, 'calc($1 * var(--rem))');
  },
  AtRule(rule) {
    if (rule.name === 'container') rule.params = pxOfRem(rule.params);
    if (rule.name === 'media' && /^\((?:min|max)-width: [\d.]+rem\)$/.test(rule.params)) {
      rule.name = 'container';
      rule.params = `page ${pxOfRem(rule.params)}`;
    }
  },
};
