/** What the menu of a figure does. Loaded when a menu is first opened. */
import { saveFile } from '../saveFile';
import type { TableData } from '../tableData';
import { copyText } from './copyText';
import { toCsv, toJson } from './dataFiles';
import { drawPicture } from './picture';
import { toPng } from './png';
import type { Takeaway } from './takeaway';

/** What was done, for the reader; with a text that the browser did not let the page copy. */
export interface Done {
  readonly words: string;
  readonly text?: string;
}

export async function copyLink({ link }: Takeaway): Promise<Done> {
  return copied(link, 'Link copied.');
}

export async function copyPython(script: Promise<string>): Promise<Done> {
  return copied(await script, 'Python copied: it needs NumPy.');
}

async function copied(text: string, words: string): Promise<Done> {
  return (await copyText(text)) ? { words } : { words: 'The browser does not let the page copy.', text };
}

export function saveCsv(takeaway: Takeaway, table: TableData): Done {
  const name = takeaway.tables.length > 1 ? `${takeaway.id}-${table.name}` : takeaway.id;
  return saved(`${name}.csv`, toCsv(takeaway, table), 'text/csv');
}

export function saveJson(takeaway: Takeaway): Done {
  return saved(`${takeaway.id}.json`, toJson(takeaway), 'application/json');
}

export async function saveSvg(figure: HTMLElement, takeaway: Takeaway): Promise<Done> {
  return saved(`${takeaway.id}.svg`, (await drawPicture(figure, takeaway)).svg, 'image/svg+xml');
}

export async function savePng(figure: HTMLElement, takeaway: Takeaway): Promise<Done> {
  return saved(`${takeaway.id}.png`, await toPng(await drawPicture(figure, takeaway)), 'image/png');
}

function saved(name: string, contents: BlobPart, type: string): Done {
  saveFile(name, contents, type);
  return { words: `Saved as ${name}.` };
}
