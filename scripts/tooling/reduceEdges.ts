/** Leaves out the arrows of an acyclic graph that follow from others. */
export type Edge = readonly [from: string, to: string];

/** The edges that no longer path replaces, in their order. Reaching stays the same. The graph must have no cycle. */
export function reduceEdges(edges: readonly Edge[]): Edge[] {
  const targets = new Map<string, string[]>();
  for (const [from, to] of edges) targets.set(from, [...(targets.get(from) ?? []), to]);
  const reaches = (from: string, to: string): boolean =>
    (targets.get(from) ?? []).some((next) => next === to || reaches(next, to));
  return edges.filter(([from, to]) => !(targets.get(from) ?? []).some((next) => next !== to && reaches(next, to)));
}
