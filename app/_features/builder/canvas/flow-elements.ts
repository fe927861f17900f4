import { type Edge, type Node, Position } from "@xyflow/react";
import { edgeId } from "#models/graph/edge-id.ts";
import { canLeadOn, inputLimit } from "#models/graph/edits/links.ts";
import type { GraphEdge, GraphNode, ModelGraph } from "#models/graph/schema.ts";
import { BLOCK_HEIGHT, BLOCK_WIDTH } from "../edits/block-size.ts";
import type { Selection } from "../store/builder-store.ts";

export type BlockFlowNode = Node<Pick<GraphNode, "name" | "type" | "settings">, "block">;
export type ConnectionFlowEdge = Edge<Record<string, never>, "connection">;

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

function flowNode(node: GraphNode, isSelected: boolean): BlockFlowNode {
  return {
    id: node.id,
    type: "block",
    position: node.position,
    data: { name: node.name, type: node.type, settings: node.settings },
    selected: isSelected,
    ...SIZE,
    measured: SIZE,
    handles: [...(inputLimit(node) > 0 ? [HANDLE_TOP] : []), ...(canLeadOn(node) ? [HANDLE_BOTTOM] : [])],
    ariaRole: "group",
    ariaLabel: `${node.type} ${node.name}`,
  };
}

function flowEdge(
  edge: GraphEdge,
  { isOn, ariaLabel }: { isOn: boolean; ariaLabel: string },
): ConnectionFlowEdge {
  return {
    id: edgeId(edge),
    type: "connection",
    source: edge.source,
    target: edge.target,
    selected: isOn,
    ariaLabel,
  };
}

/** Draws anew only what changed: an element whose graph part and selection are the same stays the same object. */
export function createFlowElements() {
  const nodes = new WeakMap<GraphNode, [off?: BlockFlowNode, on?: BlockFlowNode]>();
  const edges = new WeakMap<GraphEdge, [off?: ConnectionFlowEdge, on?: ConnectionFlowEdge]>();
  return {
    nodes(graph: ModelGraph, selection: Selection): BlockFlowNode[] {
      const selected = new Set(selection.nodes);
      return graph.nodes.map((node) => kept(nodes, node, { isOn: selected.has(node.id), make: flowNode }));
    },
    edges(graph: ModelGraph, selection: Selection): ConnectionFlowEdge[] {
      const selected = new Set(selection.edges);
      const names = new Map(graph.nodes.map(({ id, name }) => [id, name]));
      return graph.edges.map((edge) => {
        const ariaLabel = `${names.get(edge.source)} to ${names.get(edge.target)}`;
        // A block at its end may be called something else since.
        if (edges.get(edge)?.some((known) => known !== undefined && known.ariaLabel !== ariaLabel))
          edges.delete(edge);
        const make = (of: GraphEdge, isOn: boolean) => flowEdge(of, { isOn, ariaLabel });
        return kept(edges, edge, { isOn: selected.has(edgeId(edge)), make });
      });
    },
  };
}

function kept<From extends object, To>(
  cache: WeakMap<From, [off?: To, on?: To]>,
  from: From,
  { isOn, make }: { isOn: boolean; make: (from: From, isOn: boolean) => To },
): To {
  const pair = cache.get(from) ?? [];
  cache.set(from, pair);
  return (pair[isOn ? 1 : 0] ??= make(from, isOn));
}
