import {
  mobilenetV3Small,
  POOLINGS,
  PREPROCESSING,
  type Pooling,
} from "#models/backbones/mobilenet-v3-small.ts";
import { applyEdit } from "#models/graph/edits/apply-edit.ts";
import { groupOf, type GraphEdit } from "#models/graph/edits/edit.ts";
import { canLeadOn, edgesFrom, nodeById } from "#models/graph/edits/links.ts";
import { type EditPlan, refuse } from "#models/graph/edits/plan.ts";
import { edgeId } from "#models/graph/edge-id.ts";
import { nextLayerName } from "#models/graph/layer-name.ts";
import { newNodeId } from "#models/graph/node-id.ts";
import { MAX_NODES } from "#models/graph/node-schema.ts";
import type { GraphEdge, GraphNode, ModelGraph } from "#models/graph/schema.ts";
import { arrange } from "./arrange.ts";
import type { DropPlace } from "./drop.ts";

export type BackboneChoice = {
  /** What pictures are resized to first; null leaves them as they are. */
  side: number | null;
  pooling: Pooling;
  frozenStages: number;
};

/**
 * Puts a backbone in: its preprocessing, its blocks by the names that its weights have, its pooling. Where nothing else is
 * said it stands behind Input.
 */
export function insertBackbone(graph: ModelGraph, place: DropPlace, choice: BackboneChoice): EditPlan {
  const input = graph.nodes.find(({ type }) => type === "Input");
  const edge = place.kind === "edge" ? graph.edges.find((each) => edgeId(each) === place.edgeId) : undefined;
  const after = edge?.source ?? (place.kind === "after" ? place.nodeId : input?.id);
  const source = after === undefined ? undefined : nodeById(graph, after);
  if (source === undefined) return refuse("The network has no Input that the backbone could read");
  if (!canLeadOn(source)) return refuse("Nothing can follow Output");
  const { nodes, edges, first, last } = blocksOf(graph, choice);
  const names = new Set(graph.nodes.map(({ name }) => name));
  const taken = nodes.find(({ name }) => names.has(name))?.name;
  if (taken !== undefined) {
    return refuse(
      `There is a block ${taken} already: a backbone's weights are known by the names of its blocks`,
    );
  }
  if (graph.nodes.length + nodes.length > MAX_NODES)
    return refuse(`A network has at most ${MAX_NODES} blocks`);
  const leaving = edge === undefined ? edgesFrom(graph, source.id) : [edge];
  const connected: GraphEdge[] = [...edges, { source: source.id, target: first, slot: 0 }];
  const edit = groupOf([
    ...nodes.map((node): GraphEdit => ({ kind: "addNode", node })),
    ...leaving.map((each): GraphEdit => ({ kind: "connect", edge: { ...each, source: last } })),
    ...connected.map((each): GraphEdit => ({ kind: "connect", edge: each })),
  ]);
  const arranged = arrange(applyEdit(graph, edit));
  return { ok: true, edit: arranged.ok ? groupOf([edit, arranged.edit]) : edit, selected: [last] };
}

function blocksOf(graph: ModelGraph, { side, pooling, frozenStages }: BackboneChoice) {
  const backbone = mobilenetV3Small({ padding: "torch", frozenStages });
  const ids = new Map(backbone.nodes.map(({ id }) => [id, newNodeId()]));
  const named: { name: string }[] = [...graph.nodes, ...backbone.nodes];
  const node = (type: string, wanted: string, settings: GraphNode["settings"] = {}): GraphNode => {
    const name = nextLayerName({ nodes: named }, wanted);
    named.push({ name });
    return { id: newNodeId(), name, type, settings, position: { x: 0, y: 0 } };
  };
  const before = [
    ...(side === null ? [] : [node("Resizing", "resizing", { height: side, width: side })]),
    node("Normalization", "preprocessing", PREPROCESSING),
  ];
  // A map that is left as it is can be read by any block.
  const after = pooling === "none" ? [] : [node(POOLINGS[pooling], "pooling")];
  const within = backbone.nodes.map((each) => ({ ...each, id: ids.get(each.id) ?? each.id }));
  const end = (id: string) => ids.get(id) ?? id;
  const line = [...before.map(({ id }) => id), end(backbone.first)];
  const behind = [end(backbone.last), ...after.map(({ id }) => id)];
  const edges = [
    ...chained(line),
    ...backbone.edges.map((each) => ({ ...each, source: end(each.source), target: end(each.target) })),
    ...chained(behind),
  ];
  return { nodes: [...before, ...within, ...after], edges, first: line[0] ?? "", last: behind.at(-1) ?? "" };
}

function chained(ids: readonly string[]): GraphEdge[] {
  return ids.slice(1).map((target, index) => ({ source: ids[index] ?? "", target, slot: 0 }));
}
