import { elementCount } from "../layers/element-count.ts";
import type { GraphIssue } from "./graph-issue.ts";
import type { NodeAnalysis } from "./node-analysis.ts";
import type { ModelGraph } from "./schema.ts";

/** So many times the work and more are not worth what a larger copy of the same pixels brings. */
const DEAR = 10;

/**
 * A hint at a Resizing that makes a map so much larger that all behind it takes ten times the work, for not one detail more.
 * Not where what reads it is frozen, for that is worked out once, and pretrained at that size.
 */
export function resizingIssues(
  { nodes, edges }: ModelGraph,
  analysis: Readonly<Record<string, NodeAnalysis>>,
): GraphIssue[] {
  const targets = new Map<string, string[]>();
  for (const { source, target } of edges) targets.set(source, [...(targets.get(source) ?? []), target]);
  return nodes.flatMap(({ id, type }): GraphIssue[] => {
    const found = analysis[id];
    const [before] = found?.inputs ?? [];
    if (type !== "Resizing" || before === undefined || !found?.shape) return [];
    const times = elementCount(found.shape) / elementCount(before);
    if (times < DEAR || firstWithWeights(id, targets, analysis)?.isFrozen !== false) return [];
    const [height = 0, width = 0] = before;
    const message =
      `${found.shape[0]} x ${found.shape[1]} out of ${height} x ${width}: each epoch takes about ${Math.round(times)} times as long, and no pixel says more. ` +
      `${2 * height} x ${2 * width} takes 4 times; what is frozen behind it is worked out only once`;
    return [{ severity: "warning", code: "DEAR_RESIZING", message, nodeId: id }];
  });
}

function firstWithWeights(
  from: string,
  targets: ReadonlyMap<string, readonly string[]>,
  analysis: Readonly<Record<string, NodeAnalysis>>,
): NodeAnalysis | undefined {
  const seen = new Set([from]);
  for (const id of seen) {
    const found = analysis[id];
    if (found !== undefined && found.params > 0) return found;
    for (const target of targets.get(id) ?? []) seen.add(target);
  }
  return undefined;
}
