import { type Edge, type Node, Position } from "@xyflow/react";
import { canLeadOn, inputLimit } from "#models/graph/edits/links.ts";
import type { Point } from "#models/graph/edits/plan.ts";
import { BLOCK_HEIGHT, BLOCK_WIDTH } from "#models/graph/layout/block-size.ts";
import type { BlockGroup } from "#models/graph/layout/groups.ts";
import type { GraphNode, ModelGraph } from "#models/graph/schema.ts";
import type { BuilderAnalysis } from "../store/analysis-cache.ts";
import type { Selection } from "../store/builder-store.ts";
import type { NetworkView, ViewEdge } from "../view/view.ts";
import { blockLabel } from "./block-label.ts";
import { framesOf } from "./frame.ts";
import { isTurning, turnOf } from "./route.ts";

export type BlockFlowNode = Node<Pick<GraphNode, "name" | "type" | "settings">, "block">;
export type GroupFlowNode = Node<{ group: BlockGroup }, "module">;
export type FrameFlowNode = Node<{ group: BlockGroup; isTitled: boolean }, "frame">;
export type CanvasNode = BlockFlowNode | GroupFlowNode | FrameFlowNode;
export type ConnectionFlowEdge = Edge<
  {
    /** The id of the block or group that it comes from, and of its end. */
    turn: number | null;
  },
  "connection"
>;

type FlowNodeHandle = NonNullable<BlockFlowNode["handles"]>[number];

const HANDLE_SIZE = 10;

/**
 * Blocks and handles have fixed places, so nothing is measured and nothing moves after the first drawing. A handle's
 * centre is on the inner edge of the block's border of 1.
 */
const HANDLE_TOP: FlowNodeHandle = {
  type: "target",
  position: Position.Top,
  x: (BLOCK_WIDTH - HANDLE_SIZE) / 2,
  y: 1 - HANDLE_SIZE / 2,
  width: HANDLE_SIZE,
  height: HANDLE_SIZE,
};
const HANDLE_BOTTOM: FlowNodeHandle = {
  ...HANDLE_TOP,
  type: "source",
  position: Position.Bottom,
  y: BLOCK_HEIGHT - 1 - HANDLE_SIZE / 2,
};

const SIZE = { width: BLOCK_WIDTH, height: BLOCK_HEIGHT };

type Shown = { position: Point; selected: boolean; ariaLabel: string };

function blockNode(node: GraphNode, shown: Shown): BlockFlowNode {
  return {
    id: node.id,
    type: "block",
    data: { name: node.name, type: node.type, settings: node.settings },
    ...shown,
    ...SIZE,
    measured: SIZE,
    handles: [...(inputLimit(node) > 0 ? [HANDLE_TOP] : []), ...(canLeadOn(node) ? [HANDLE_BOTTOM] : [])],
    ariaRole: "group",
  };
}

type Scene = { graph: ModelGraph; view: NetworkView; analysis: BuilderAnalysis; selection: Selection };

/** Draws anew only what changed: an element for which nothing changed stays the same object. */
export function createFlowElements() {
  const known = new WeakMap<GraphNode, BlockFlowNode>();
  const knownEdges = new Map<string, ConnectionFlowEdge>();

  function blocks({ view, analysis, selection, graph }: Scene): BlockFlowNode[] {
    const selected = new Set(selection.nodes);
    const heard = neighboursOf(graph);
    return view.nodes.map((node) => {
      const ariaLabel = blockLabel({
        title: `${node.type} ${node.name}`,
        type: node.type,
        analysis: analysis.nodes[node.id],
        issues: analysis.issuesOfNode[node.id],
        ...heard(node.id),
      });
      const shown = { position: view.placeOf(node.id), selected: selected.has(node.id), ariaLabel };
      const old = known.get(node);
      if (old !== undefined && isShownAs(old, shown)) return old;
      const made = blockNode(node, shown);
      known.set(node, made);
      return made;
    });
  }

  function groups({ view, analysis, selection, graph }: Scene): GroupFlowNode[] {
    const selected = new Set(selection.nodes);
    const heard = neighboursOf(graph);
    return view.folded.map(({ viewId, ...group }) => {
      const outside = (names: readonly string[], ids: readonly string[]) =>
        names.filter((_, index) => !group.members.includes(ids[index] ?? ""));
      const first = group.members.flatMap((id) => outside(heard(id).from, heard(id).fromIds));
      const last = heard(group.id);
      return {
        id: viewId,
        type: "module",
        position: view.placeOf(viewId),
        selected: group.members.every((id) => selected.has(id)),
        data: { group },
        ...SIZE,
        measured: SIZE,
        handles: [HANDLE_TOP, HANDLE_BOTTOM],
        ariaRole: "group",
        ariaLabel: blockLabel({
          title: `${group.title} of ${group.members.length} blocks, folded`,
          type: "",
          analysis: analysis.nodes[group.id],
          issues: group.members.flatMap((id) => analysis.issuesOfNode[id] ?? []),
          from: [...new Set(first)],
          to: last.to,
        }),
      };
    });
  }

  /** Behind the blocks of a group that is open. */
  function frames({ view }: Scene): FrameFlowNode[] {
    const folded = new Set(view.folded.map(({ id }) => id));
    const seen = [...view.nodes.map(({ id }) => id), ...view.folded.map(({ viewId }) => viewId)];
    return view.groups.flatMap((group): FrameFlowNode[] => {
      if (folded.has(group.id)) return [];
      const within = new Set(group.members.map(view.seenAs));
      const others = seen.filter((id) => !within.has(id)).map(view.placeOf);
      return framesOf([...within].map(view.placeOf), others).map(({ x, y, width, height }, index) => ({
        id: `frame:${group.id}${index === 0 ? "" : `:${index}`}`,
        type: "frame",
        position: { x, y },
        width,
        height,
        measured: { width, height },
        data: { group, isTitled: index === 0 },
        zIndex: -1,
        draggable: false,
        selectable: false,
        focusable: false,
        connectable: false,
      }));
    });
  }

  return {
    nodes: (scene: Scene): CanvasNode[] => [...frames(scene), ...blocks(scene), ...groups(scene)],
    edges({ graph, view, selection }: Scene): ConnectionFlowEdge[] {
      const selected = new Set(selection.edges);
      const names = new Map(graph.nodes.map(({ id, name }) => [id, name]));
      const places = [...view.nodes.map(({ id }) => id), ...view.folded.map(({ viewId }) => viewId)].map(
        view.placeOf,
      );
      return view.edges.map((edge) => {
        const [source, target] = [view.placeOf(edge.source), view.placeOf(edge.target)];
        const turn = isTurning(source, target) ? turnOf(source, target, places) : null;
        const made = flowEdge(edge, {
          selected: selected.has(edge.id),
          turn,
          ariaLabel: `${names.get(edge.edge.source)} to ${names.get(edge.edge.target)}`,
        });
        const old = knownEdges.get(edge.id);
        if (old !== undefined && isSameEdge(old, made)) return old;
        knownEdges.set(edge.id, made);
        return made;
      });
    },
  };
}

function flowEdge(
  edge: ViewEdge,
  { turn, ...shown }: { turn: number | null; selected: boolean; ariaLabel: string },
): ConnectionFlowEdge {
  const { id, source, target } = edge;
  // Several as one cannot be cut or moved as one.
  const isOne = edge.stands === 1;
  return {
    id,
    type: "connection",
    source,
    target,
    ...shown,
    data: { turn },
    selectable: isOne,
    reconnectable: isOne && source === edge.edge.source && target === edge.edge.target,
  };
}

function isShownAs(node: BlockFlowNode, { position, selected, ariaLabel }: Shown): boolean {
  return (
    node.selected === selected &&
    node.ariaLabel === ariaLabel &&
    node.position.x === position.x &&
    node.position.y === position.y
  );
}

function isSameEdge(a: ConnectionFlowEdge, b: ConnectionFlowEdge): boolean {
  return (
    a.source === b.source &&
    a.target === b.target &&
    a.selected === b.selected &&
    a.selectable === b.selectable &&
    a.reconnectable === b.reconnectable &&
    a.ariaLabel === b.ariaLabel &&
    a.data?.turn === b.data?.turn
  );
}

type Neighbours = { from: string[]; fromIds: string[]; to: string[] };

function neighboursOf(graph: ModelGraph): (id: string) => Neighbours {
  const names = new Map(graph.nodes.map(({ id, name }) => [id, name]));
  const all = new Map(
    graph.nodes.map(({ id }): [string, Neighbours] => [id, { from: [], fromIds: [], to: [] }]),
  );
  for (const { source, target } of graph.edges.toSorted((a, b) => a.slot - b.slot)) {
    all.get(target)?.from.push(names.get(source) ?? source);
    all.get(target)?.fromIds.push(source);
    all.get(source)?.to.push(names.get(target) ?? target);
  }
  return (id) => all.get(id) ?? { from: [], fromIds: [], to: [] };
}
