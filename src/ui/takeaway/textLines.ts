/** Where the lines of a text stand. */
export interface LineRun {
  readonly text: string;
  /** On the screen. */
  readonly rect: DOMRect;
}

/** The parts of a text node that stand on one line each; none of blank text. */
export function lineRuns(node: Text): LineRun[] {
  const words = [...node.data.matchAll(/\S+/g)].map(({ 0: word, index }) => [index, index + word.length] as const);
  const runs: { start: number; end: number; rect: DOMRect }[] = [];
  for (const [start, end] of words) {
    const rects = rectsOf(node, start, end);
    const [rect] = rects;
    if (!rect || rect.width === 0) continue;
    if (rects.length > 1) {
      runs.push(...brokenWord(node, start, end));
      continue;
    }
    const last = runs.at(-1);
    const isSameLine = last && Math.abs(last.rect.top - rect.top) < 1;
    if (isSameLine) {
      last.end = end;
      last.rect = rectsOf(node, last.start, end)[0]!;
    } else runs.push({ start, end, rect });
  }
  return runs.map(({ start, end, rect }) => ({ text: node.data.slice(start, end).replace(/\s+/g, ' '), rect }));
}

function brokenWord(node: Text, start: number, end: number) {
  const runs: { start: number; end: number; rect: DOMRect }[] = [];
  for (let at = start; at < end; at++) {
    const [rect] = rectsOf(node, at, at + 1);
    const last = runs.at(-1);
    if (!rect) continue;
    if (last && Math.abs(last.rect.top - rect.top) < 1) {
      last.end = at + 1;
      last.rect = rectsOf(node, last.start, last.end)[0]!;
    } else runs.push({ start: at, end: at + 1, rect });
  }
  return runs;
}

function rectsOf(node: Text, start: number, end: number): DOMRect[] {
  const range = document.createRange();
  range.setStart(node, start);
  range.setEnd(node, end);
  return [...range.getClientRects()].filter(({ width }) => width > 0);
}
