import { edgeId } from "#models/graph/edge-id.ts";
import type { Point } from "#models/graph/edits/plan.ts";
import { type BlockGroup, groupsOf } from "#models/graph/layout/groups.ts";
import { layoutOf } from "#models/graph/layout/layout.ts";
import type { GraphEdge, GraphNode, ModelGraph } from "#models/graph/schema.ts";

/** A connection as it is seen: its ends are blocks or folded groups. */
export type ViewEdge = {
  /** Of the connection that it stands for, or of the first of several. */
  id: string;
  edge: GraphEdge;
  source: string;
  target: string;
  slot: number;
  /** Connections of the network that are drawn as this one. */
  stands: number;
};

/** What of a network is on the canvas, and where. */
export type NetworkView = {
  groups: readonly BlockGroup[];
  nodes: readonly GraphNode[];
  folded: readonly (BlockGroup & { viewId: string })[];
  edges: readonly ViewEdge[];
  /** Whether the places are the view's own, while something is folded, and not the network's. */
  isArranged: boolean;
  /** The id on the canvas: a block's own, or that of the folded group that it is in. */
  seenAs: (nodeId: string) => string;
  /** Of a block, seen or in a folded group, or of a group. */
  placeOf: (id: string) => Point;
};

function groupViewId(groupId: string): string {
  return `group:${groupId}`;
}

/**
 * The view of a network with some of its groups folded. As long as any is, the layout places all that is seen, since blocks
 * placed for the whole would stand far apart; the places people gave stay in the network.
 */
export function viewOf(graph: ModelGraph, foldedIds: ReadonlySet<string>): NetworkView {
  const all = foldedIds.size === 0 && graph.nodes.length < 4 ? [] : groupsOf(graph);
  const outer = all.filter(({ id }) => foldedIds.has(id));
  const groups = all.filter(
    (group) => !outer.some((other) => other !== group && other.members.includes(group.id)),
  );
  const folded = groups
    .filter(({ id }) => foldedIds.has(id))
    .map((group) => ({ ...group, viewId: groupViewId(group.id) }));
  const hiddenIn = new Map(
    folded.flatMap(({ viewId, members }) => members.map((id) => [id, viewId] as const)),
  );
  const seenAs = (id: string) => hiddenIn.get(id) ?? id;
  const nodes = hiddenIn.size === 0 ? graph.nodes : graph.nodes.filter(({ id }) => !hiddenIn.has(id));

  const edges = new Map<string, ViewEdge>();
  for (const edge of graph.edges) {
    const [source, target] = [seenAs(edge.source), seenAs(edge.target)];
    const isWithin = source === target && hiddenIn.has(edge.source);
    if (isWithin) continue;
    const isMerged = source !== edge.source || target !== edge.target;
    const key = isMerged ? `${source} ${target}` : edgeId(edge);
    const known = edges.get(key);
    if (known === undefined) {
      edges.set(key, { id: edgeId(edge), edge, source, target, slot: edge.slot, stands: 1 });
    } else known.stands += 1;
  }

  const isArranged = folded.length > 0;
  const places = isArranged
    ? layoutOf({ nodes: inOrder(graph, seenAs), edges: [...edges.values()] })
    : new Map(graph.nodes.map(({ id, position }) => [id, position]));
  return {
    groups,
    nodes,
    folded,
    edges: [...edges.values()],
    isArranged,
    seenAs,
    placeOf: (id) => places.get(seenAs(id)) ?? { x: 0, y: 0 },
  };
}

function inOrder(graph: ModelGraph, seenAs: (id: string) => string): { id: string }[] {
  return [...new Set(graph.nodes.map(({ id }) => seenAs(id)))].map((id) => ({ id }));
}

const known = new WeakMap<ModelGraph, WeakMap<ReadonlySet<string>, NetworkView>>();

/** The same view for the same network, as often as it is asked for. */
export function sameViewOf(graph: ModelGraph, foldedIds: ReadonlySet<string>): NetworkView {
  const views = known.get(graph) ?? new WeakMap<ReadonlySet<string>, NetworkView>();
  known.set(graph, views);
  const view = views.get(foldedIds) ?? viewOf(graph, foldedIds);
  views.set(foldedIds, view);
  return view;
}
