/** A page for each panel, to be framed, and what tells other sites how to (oEmbed). Both are plain files. */
import type { Plugin } from 'vite';
import { type PanelEntry, panels } from '../../src/panels/panels.ts';
import { frameSnippet } from '../../src/state/embedding/snippets.ts';

/** The width that a site that asks is told. */
const widthPx = 720;

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M1 14C6 14 5 2 8 2s2 12 7 12" fill="none" stroke="#0072b2" stroke-width="2"/></svg>`;

/** @param site  the address of the site, with its slash; oEmbed needs it, and is left out without */
export function embedPages(site: string | undefined): Plugin {
  return {
    name: 'embed-pages',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'embed/icon.svg', source: icon });
      this.emitFile({
        type: 'asset',
        fileName: 'embed/frame.css',
        source: 'body { margin: 0; overflow-x: hidden; }\n',
      });
      for (const [id, entry] of Object.entries<PanelEntry>(panels)) {
        this.emitFile({ type: 'asset', fileName: `embed/${id}.html`, source: page(id, entry, site) });
        if (site === undefined) continue;
        this.emitFile({ type: 'asset', fileName: `embed/${id}.json`, source: oEmbed(id, entry, site) });
      }
    },
  };
}

/** No script or style in it, so that a strict content security policy lets it be. */
function page(id: string, { label }: PanelEntry, site: string | undefined): string {
  const discovery =
    site === undefined
      ? ''
      : `\n    <link rel="alternate" type="application/json+oembed" href="${site}embed/${id}.json" title="${label}" />`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${label} - The Hidden Gaussian</title>${discovery}
    <link rel="icon" href="./icon.svg" />
    <link rel="stylesheet" href="./frame.css" />
    <script type="module" src="./frame.js"></script>
  </head>
  <body data-panel="${id}">
    <noscript>
      <p><a href="../#figure-${id}"><img src="../pictures/${id}.webp" alt="${label}" /></a></p>
    </noscript>
  </body>
</html>
`;
}

function oEmbed(id: string, { label, rem }: PanelEntry, site: string): string {
  const height = 16 * rem[0];
  const answer = {
    version: '1.0',
    type: 'rich',
    title: label,
    provider_name: 'The Hidden Gaussian',
    provider_url: site,
    width: widthPx,
    height,
    html: frameSnippet({ site, panel: id, label, query: '', heightPx: height }),
    thumbnail_url: `${site}social.png`,
    thumbnail_width: 1200,
    thumbnail_height: 630,
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}
