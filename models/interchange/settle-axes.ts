import { analyzeGraph, type GraphAnalysis } from "../graph/analyze.ts";
import type { GraphNode, ModelGraph } from "../graph/schema.ts";
import { Refusal } from "./refusal.ts";

function analysisOf(graph: ModelGraph): GraphAnalysis {
  const input = graph.nodes.find(({ type }) => type === "Input")?.settings.shape;
  return analyzeGraph(graph, { inputShape: (input ?? []) as number[], target: null });
}

/**
 * Axes that are counted from the end, once it is known how many there are, and those of layers that work on the last one
 * held against it.
 * @param axes by the id of a layer that works on its last axis only.
 * @throws Refusal for another axis, and for a model whose layers lead back to themselves.
 */
export function settleAxes(graph: ModelGraph, axes: ReadonlyMap<string, number>): ModelGraph {
  let settled = graph;
  let analysis = analysisOf(settled);
  const broken = analysis.issues.find(({ code }) => code === "CYCLE");
  if (broken !== undefined) throw new Refusal(`The model cannot be read. ${broken.message}`);
  // Behind one such layer shapes are known only when its own axis is.
  for (;;) {
    const { nodes } = analysis;
    const changed = settled.nodes.map((node) => fromTheFront(node, nodes[node.id]?.inputs[0]?.length));
    if (changed.every((node, index) => node === settled.nodes[index])) break;
    settled = { ...settled, nodes: changed };
    analysis = analysisOf(settled);
  }
  for (const [id, said] of axes) {
    const rank = analysis.nodes[id]?.inputs[0]?.length;
    const axis = said < 0 && rank !== undefined ? rank + 1 + said : said;
    if (rank !== undefined && axis !== rank) {
      throw new Refusal(`${id}: axis ${said}; Strata has the last axis only, here ${rank}`);
    }
  }
  return settled;
}

/** Concatenate counts the batch as 0. */
function fromTheFront(node: GraphNode, rank: number | undefined): GraphNode {
  const axis = node.type === "Concatenate" ? node.settings.axis : undefined;
  if (typeof axis !== "number" || axis === -1 || rank === undefined) return node;
  const counted = axis < 0 ? rank + 1 + axis : axis;
  if (!(counted >= 1 && counted <= rank)) {
    throw new Refusal(`${node.id}: axis ${axis}, expected one of 1 to ${rank}, beside the batch`);
  }
  if (counted === axis) return node;
  return { ...node, settings: { ...node.settings, axis: counted } };
}
