import {
  analyzeGraph,
  type GraphAnalysis,
  type GraphIssue,
  type GraphTarget,
} from "#models/graph/analyze.ts";
import type { ModelGraph } from "#models/graph/schema.ts";

/**
 * Analyzes a graph as it is edited. Moving blocks costs nothing, and a block for which nothing changed keeps its
 * very objects, so that only the blocks that did change are drawn again.
 */
export function createAnalysisCache(target: GraphTarget): (graph: ModelGraph) => BuilderAnalysis {
  let known: { graph: ModelGraph; analysis: BuilderAnalysis } | null = null;
  return (graph) => {
    if (known !== null && isSameNetwork(known.graph, graph)) return known.analysis;
    const fresh = analyzeGraph(graph, target);
    const grouped = { ...fresh, ...groupIssues(fresh.issues) };
    const analysis = known === null ? grouped : keepEqual(known.analysis, grouped);
    known = { graph, analysis };
    return analysis;
  };
}

export type BuilderAnalysis = GraphAnalysis & {
  issuesOfNode: Readonly<Record<string, readonly GraphIssue[]>>;
  issuesOfEdge: Readonly<Record<string, readonly GraphIssue[]>>;
};

function isSameNetwork(a: ModelGraph, b: ModelGraph): boolean {
  if (a.edges !== b.edges || a.nodes.length !== b.nodes.length) return false;
  return a.nodes.every((node, index) => {
    const other = b.nodes[index];
    return (
      node === other ||
      (node.id === other?.id &&
        node.name === other.name &&
        node.type === other.type &&
        node.settings === other.settings)
    );
  });
}

function groupIssues(issues: readonly GraphIssue[]) {
  const issuesOfNode: Record<string, GraphIssue[]> = {};
  const issuesOfEdge: Record<string, GraphIssue[]> = {};
  for (const issue of issues) {
    if (issue.nodeId !== undefined) (issuesOfNode[issue.nodeId] ??= []).push(issue);
    if (issue.edgeId !== undefined) (issuesOfEdge[issue.edgeId] ??= []).push(issue);
  }
  return { issuesOfNode, issuesOfEdge };
}

/** `next`, with every part that equals the one in `previous` taken from there. */
function keepEqual(previous: BuilderAnalysis, next: BuilderAnalysis): BuilderAnalysis {
  return {
    ...next,
    nodes: keepEqualEntries(previous.nodes, next.nodes),
    issuesOfNode: keepEqualEntries(previous.issuesOfNode, next.issuesOfNode),
    issuesOfEdge: keepEqualEntries(previous.issuesOfEdge, next.issuesOfEdge),
  };
}

function keepEqualEntries<Value>(
  previous: Readonly<Record<string, Value>>,
  next: Readonly<Record<string, Value>>,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(next).map(([key, value]) => {
      const old = previous[key];
      return [key, old !== undefined && JSON.stringify(old) === JSON.stringify(value) ? old : value];
    }),
  );
}
