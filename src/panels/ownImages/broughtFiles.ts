/** From what a browser hands over - a drop, a choice of files or of a folder, a paste - to files with their paths. */
import type { BroughtFile } from '../../data/own/reading';
import type { ReadRequest } from '../../data/own/reading';
import { formatCount } from '../../draw/count';

/** Folders are walked through. To be called at once in the handler of the drop: afterwards the browser has forgotten its contents. */
export async function droppedFiles(transfer: DataTransfer): Promise<ReadRequest | undefined> {
  const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return chosenFiles(transfer.files);
  const files: BroughtFile[] = [];
  for (const entry of entries) await walk(entry, files);
  return request(files);
}

/** Undefined when there are none. */
export function chosenFiles(list: FileList | null): ReadRequest | undefined {
  return request(Array.from(list ?? [], (file) => ({ path: file.webkitRelativePath || file.name, file })));
}

async function walk(entry: FileSystemEntry, files: BroughtFile[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    files.push({ path: entry.fullPath.replace(/^\//, ''), file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // a folder is told in parts, the last of them empty
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return;
    for (const inner of part) await walk(inner, files);
  }
}

function request(files: readonly BroughtFile[]): ReadRequest | undefined {
  return files.length === 0 ? undefined : { name: nameOf(files.map(({ path }) => path)), files };
}

/** The one folder or file that all of it is in, or how many there are. */
export function nameOf(paths: readonly string[]): string {
  const [first, ...others] = [...new Set(paths.map((path) => path.split('/')[0]!))];
  if (first === undefined || others.length > 0) return `${formatCount(paths.length)} files`;
  return first.replace(/\.(zip|npz|npy|csv|tsv|txt|png|jpe?g|webp)$/i, '') || first;
}
