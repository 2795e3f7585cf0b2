/** Lets the browser fetch at once what the page imports or reads first, and not one after the other as each is found. */
import type { HtmlTagDescriptor, Plugin } from 'vite';

/** Modules of the page that its entry imports when it runs; what they import comes too. */
const modules = ['/src/article/start.tsx', '/react-dom/client.js'];
/** Files that every visit reads first. */
const files = ['models/manifest.json', 'linear/manifest.json'];

export function preloads(): Plugin {
  return {
    name: 'preloads',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        if (!html.includes('og:title')) return []; // a page of the tests
        const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk');
        const needed = new Set<string>();
        const styles = new Set<string>();
        const need = (fileName: string) => {
          const chunk = chunks.find((each) => each.fileName === fileName);
          if (!chunk || chunk.isEntry || needed.has(fileName)) return;
          needed.add(fileName);
          chunk.viteMetadata?.importedCss.forEach((file) => styles.add(file));
          chunk.imports.forEach(need);
        };
        for (const module of modules) {
          const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
          if (!chunk) throw new Error(`preloads: the build must have a chunk for ${module}, got none`);
          need(chunk.fileName);
        }
        return [
          ...[...styles].map((file) => preload({ rel: 'stylesheet', crossorigin: true, href: `./${file}` })),
          ...[...needed].map((file) => preload({ rel: 'modulepreload', crossorigin: true, href: `./${file}` })),
          ...files.map((file) => preload({ rel: 'preload', as: 'fetch', crossorigin: true, href: `./${file}` })),
        ];
      },
    },
  };
}

const preload = (attrs: Record<string, string | boolean>): HtmlTagDescriptor => ({
  tag: 'link',
  attrs,
  injectTo: 'head',
});
