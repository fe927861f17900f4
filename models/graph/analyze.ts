import type { Shape, WeightSpec } from "../layers/define-layer.ts";
import { elementCount } from "../layers/element-count.ts";
import { formatShape } from "../layers/format-shape.ts";
import type { TaskTarget } from "../tasks/target.ts";
import { connectionIssues } from "./connection-issues.ts";
import type { GraphIssue } from "./graph-issue.ts";
import { explainDenseOnMap } from "./explain-dense-on-map.ts";
import { initializerIssues } from "./initializer-issues.ts";
import type { NodeAnalysis } from "./node-analysis.ts";
import { outputIssues } from "./output-issues.ts";
import { parseSettings } from "./parse-settings.ts";
import { shapeIssue } from "./shape-issue.ts";
import type { GraphEdge, GraphNode, ModelGraph } from "./schema.ts";
import { resizingIssues } from "./resizing-issues.ts";
import { sizeIssues } from "./size-issues.ts";
import { topologyOf } from "./topology.ts";

export type { GraphIssue } from "./graph-issue.ts";

export type GraphTotals = { params: number; trainableParams: number; macs: number };

export type GraphAnalysis = {
  /** There is no error among the issues. */
  isTrainable: boolean;
  /** Node ids, each after all that lead into it. */
  order: string[];
  nodes: Record<string, NodeAnalysis>;
  issues: GraphIssue[];
  totals: GraphTotals;
};

export type GraphTarget = {
  /** Of one of the dataset's inputs: [height, width, channels], or [steps, columns] of a window. */
  inputShape: Shape;
  /** What the network is to answer; null where only its layers matter, and whatever the last one gives is right. */
  target: TaskTarget | null;
};

/** Checks a graph and infers every shape, parameter count and cost. Never throws: what is wrong is in `issues`. */
export function analyzeGraph(graph: ModelGraph, target: GraphTarget): GraphAnalysis {
  const topology = topologyOf(graph);
  const found: GraphIssue[] = [...topology.issues, ...connectionIssues(topology)];
  const nodes = new Map<string, NodeAnalysis>();
  const inputIds = new Set(topology.order.flatMap(({ id, type }) => (type === "Input" ? [id] : [])));
  for (const node of topology.order) {
    const edges = topology.incoming.get(node.id) ?? [];
    nodes.set(node.id, analyzeNode(node, edges, { nodes, issues: found, target, inputIds }));
  }
  const issues = explainDenseOnMap(found, topology, nodes);
  issues.push(...outputIssues(topology, nodes, target.target));

  const totals: GraphTotals = { params: 0, trainableParams: 0, macs: 0 };
  let activations = 0;
  for (const node of nodes.values()) {
    totals.params += node.params;
    totals.trainableParams += node.trainableParams;
    totals.macs += node.macs;
    activations += node.shape === null ? 0 : elementCount(node.shape);
  }
  const analyzed = Object.fromEntries(nodes);
  issues.push(...sizeIssues(totals, activations), ...resizingIssues(graph, analyzed));
  if (totals.trainableParams === 0 && issues.every((issue) => issue.severity !== "error")) {
    const message = "The network has nothing to learn; add a layer with weights, such as Dense or Conv2D";
    issues.push({ severity: "error", code: "NO_WEIGHTS", message, isUnfinished: true });
  }
  return {
    isTrainable: issues.every((issue) => issue.severity !== "error"),
    order: topology.order.map((node) => node.id),
    nodes: analyzed,
    issues,
    totals,
  };
}

type Progress = {
  nodes: ReadonlyMap<string, NodeAnalysis>;
  issues: GraphIssue[];
  target: GraphTarget;
  inputIds: ReadonlySet<string>;
};

function analyzeNode(node: GraphNode, edges: readonly GraphEdge[], progress: Progress): NodeAnalysis {
  const arriving = edges.map((edge) => progress.nodes.get(edge.source)?.shape ?? null);
  const inputs = arriving.every((shape) => shape !== null) ? arriving : [];
  const sources = edges.map(({ source }) => source);
  const unknown = {
    inputs,
    sources,
    shape: null,
    weights: [],
    params: 0,
    trainableParams: 0,
    macs: 0,
    isFrozen: false,
  };

  const parsed = parseSettings(node);
  if (!parsed.ok) {
    progress.issues.push(...parsed.issues);
    return { ...unknown, settings: null };
  }
  const { layer, settings, isFrozen } = parsed;
  if (inputs.length < layer.inputs.min) return { ...unknown, settings };

  const result = layer.outputShape(inputs, settings);
  if (!result.ok) {
    const { reason } = result;
    const isFirst = sources.some((id) => progress.inputIds.has(id));
    const { target } = progress.target;
    progress.issues.push(shapeIssue({ node, layer, settings, inputs, edges, reason, isFirst, target }));
    return { ...unknown, settings };
  }
  const { inputShape } = progress.target;
  if (layer.category === "input" && result.shape.join() !== inputShape.join()) {
    const message = `Input is ${formatShape(result.shape)}; the dataset's images are ${formatShape(inputShape)}`;
    progress.issues.push({
      severity: "error",
      code: "INPUT_SHAPE",
      message,
      nodeId: node.id,
      field: "shape",
      cure: { kind: "set", nodeId: node.id, name: "shape", value: [...inputShape] },
    });
  }
  let params = 0;
  let trainableParams = 0;
  const own = layer.weights(inputs, settings);
  const weights = isFrozen ? own.map(frozen) : own;
  progress.issues.push(...initializerIssues(node.id, weights));
  for (const weight of weights) {
    const count = elementCount(weight.shape);
    params += count;
    if (weight.isTrainable) trainableParams += count;
  }
  const macs = layer.macs(inputs, settings);
  const counts = { params, trainableParams, macs };
  return { inputs, sources, shape: result.shape, weights, ...counts, settings, isFrozen };
}

/** What does not move is not held back either, as in Keras. */
function frozen({ penalty: _penalty, ...weight }: WeightSpec): WeightSpec {
  return { ...weight, isTrainable: false };
}
