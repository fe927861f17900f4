import type { GraphAnalysis, GraphIssue } from "#models/graph/analyze.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { issueText } from "../issue-text.ts";
import { toneOf } from "../issue-tone.ts";

/** Why Train cannot start, null where it can: the first error along the data's way, what is wrong before what is missing. */
export function blockingReason({ issues, order }: GraphAnalysis, graph: ModelGraph): string | null {
  const place = (id: string | undefined) => (id === undefined ? -1 : order.indexOf(id));
  const [first, ...more] = issues
    .filter((issue) => issue.severity === "error")
    .toSorted((a, b) => Number(isWrong(b)) - Number(isWrong(a)) || place(a.nodeId) - place(b.nodeId));
  if (first === undefined) return null;
  const node = graph.nodes.find(({ id }) => id === first.nodeId);
  const where = first.field === undefined ? "" : `${node?.name ?? ""}, `;
  const others = more.length === 0 ? "" : ` (and ${more.length} more)`;
  return `Train cannot start: ${where}${issueText(first, node?.type)}${others}`;
}

function isWrong(issue: GraphIssue): boolean {
  return toneOf(issue) === "wrong";
}
