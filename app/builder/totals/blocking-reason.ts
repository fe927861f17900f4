import type { GraphAnalysis } from "#models/graph/analyze.ts";

/** Why Train cannot start, null where it can: the first error along the data's way. */
export function blockingReason({ issues, order }: Pick<GraphAnalysis, "issues" | "order">): string | null {
  const place = (id: string | undefined) => (id === undefined ? -1 : order.indexOf(id));
  const [first, ...more] = issues
    .filter((issue) => issue.severity === "error")
    .toSorted((a, b) => place(a.nodeId) - place(b.nodeId));
  if (first === undefined) return null;
  const others = more.length === 0 ? "" : ` (and ${more.length} more)`;
  return `Train cannot start: ${first.message}${others}`;
}
