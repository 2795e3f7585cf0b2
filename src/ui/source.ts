/** Where the numbers of a figure come from. */
export type Source =
  | {
      readonly kind: 'published';
      /** Beside the page. */
      readonly file: string;
      readonly command: string;
      readonly date: string;
      readonly seed?: number | undefined;
    }
  | {
      readonly kind: 'computed';
      readonly what: string;
      /** "WebGPU" */
      readonly on?: string | undefined;
      readonly elapsedMs?: number | undefined;
      readonly seed?: number | undefined;
    };

/** One line for people. */
export function sourceWords(source: Source): string {
  const seed = source.seed === undefined ? '' : `, seed ${source.seed}`;
  if (source.kind === 'published') return `${source.file}: measured on ${source.date} with ${source.command}${seed}`;
  const where = source.on === undefined ? '' : ` on ${source.on}`;
  const time = source.elapsedMs === undefined ? '' : ` in ${Math.round(source.elapsedMs)} ms`;
  return `${source.what}: computed in the browser${where}${time}${seed}`;
}
