import { taskOf } from "../tasks/index.ts";
import type { GraphTarget } from "./analyze.ts";
import { KEEPS_LENGTH } from "./keeps-length.ts";
import type { GraphNode, ModelGraph } from "./schema.ts";

/**
 * The same network for other data: its inputs take the shape of the dataset's, and the Dense layer that ends it gives as
 * many numbers as the task needs. What else may not fit then, the analysis tells.
 */
export function fitToTarget(graph: ModelGraph, { inputShape, target }: GraphTarget): ModelGraph {
  const units = target === null ? null : taskOf(target).output(target).length;
  const lastIds = new Set(units === null ? [] : lastDenseIds(graph));
  const nodes = graph.nodes.map((node): GraphNode => {
    if (node.type === "Input") return withSetting(node, "shape", [...inputShape]);
    return units !== null && lastIds.has(node.id) ? withSetting(node, "units", units) : node;
  });
  return nodes.every((node, index) => node === graph.nodes[index]) ? graph : { ...graph, nodes };
}

function withSetting(node: GraphNode, name: string, value: number | number[]): GraphNode {
  const isThere = JSON.stringify(node.settings[name]) === JSON.stringify(value);
  return isThere ? node : { ...node, settings: { ...node.settings, [name]: value } };
}

/** Of every Output the Dense layer that its length comes from. */
function lastDenseIds(graph: ModelGraph): string[] {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const before = (id: string) => byId.get(graph.edges.find(({ target }) => target === id)?.source ?? "");
  return graph.nodes
    .filter(({ type }) => type === "Output")
    .flatMap(({ id }) => {
      // Counted, since a graph that is being drawn may lead back into itself.
      let node = before(id);
      for (let step = 0; step < graph.nodes.length && node !== undefined; step += 1) {
        if (!KEEPS_LENGTH.has(node.type)) break;
        node = before(node.id);
      }
      return node?.type === "Dense" ? [node.id] : [];
    });
}
