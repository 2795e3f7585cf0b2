/** What a site needs beside its page: an absolute address for link previews, and a sitemap. Set SITE_URL when building for a known address. */
import type { Plugin } from 'vite';

/** @param address of the site, with its slash; throws when it is no address */
export function siteFiles(address: string | undefined): Plugin {
  if (address !== undefined && !/^https?:\/\/[^\s"<>]+\/$/.test(address))
    throw new Error(`SITE_URL: must be an http(s) address that ends in a slash, got "${address}"`);
  return {
    name: 'site-files',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => {
        if (address === undefined || !html.includes('og:title')) return html;
        const links = `<link rel="canonical" href="${address}" /><meta property="og:url" content="${address}" />`;
        return html
          .replace('</title>', `</title>${links}`)
          .replace(/content="(?:\.\/)?social\.png"/g, `content="${address}social.png"`);
      },
    },
    generateBundle() {
      if (address === undefined) return;
      const source = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${address}</loc></url></urlset>\n`;
      this.emitFile({ type: 'asset', fileName: 'sitemap.xml', source });
    },
  };
}
