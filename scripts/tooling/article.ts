/** Writes the article into index.html: prose and formulas are there before any script runs, and cost none. */
import { compile } from '@mdx-js/mdx';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { type Plugin, runnerImport } from 'vite';

const place = '<!--article-->';
const sources = /\/src\/article\/(?:chapters|parts|Article|glossary|references)/;

/** Chapters as components, with formulas as HTML for the eye and MathML for the ear; \htmlData names the symbols in them. */
const chapterFiles = (): Plugin => ({
  name: 'chapters',
  enforce: 'pre',
  async transform(text, id) {
    if (!id.endsWith('.mdx')) return;
    const broken = /^<(?:See|Cite|Term)\b.*/m.exec(text)?.[0];
    if (broken !== undefined)
      throw new Error(`${id}: a line must not begin with a word's element, or it ends the paragraph: ${broken}`);
    const { value } = await compile(text, {
      remarkPlugins: [remarkMath],
      rehypePlugins: [[rehypeKatex, { trust: true, strict: 'error', throwOnError: true }]],
    });
    return String(value);
  },
});

async function render(root: string): Promise<string> {
  const { module } = await runnerImport<{ renderArticle(): string }>('/src/article/renderArticle.tsx', {
    root,
    configFile: false,
    plugins: [chapterFiles()],
    logLevel: 'error',
  });
  return module.renderArticle();
}

export function article(): Plugin {
  let root = '';
  return {
    name: 'article',
    configResolved(config) {
      root = config.root;
    },
    transformIndexHtml: {
      order: 'pre',
      async handler(html) {
        return html.includes(place) ? html.replace(place, await render(root)) : html;
      },
    },
    handleHotUpdate({ file, server }) {
      if (sources.test(file)) server.hot.send({ type: 'full-reload' });
    },
  };
}
