import type { LayerDefinition } from "../layers/define-layer.ts";
import { layerOf } from "../layers/index.ts";
import { edgeId } from "./edge-id.ts";
import type { GraphIssue } from "./graph-issue.ts";
import type { GraphNode } from "./schema.ts";
import type { Topology } from "./topology.ts";

/** One Input, one Output, and every layer on a way from one to the other. Only the cause is named, not what follows. */
export function connectionIssues({ order, incoming }: Topology): GraphIssue[] {
  const hasOutput = order.some(isOutput);
  const sources = new Map<string, string>();
  for (const edges of incoming.values()) for (const edge of edges) sources.set(edge.source, edgeId(edge));

  const perNode = order.flatMap((node): GraphIssue[] => {
    const layer = layerOf(node.type);
    if (layer === undefined) return [];
    const error = (code: GraphIssue["code"], message: string): GraphIssue => ({
      severity: "error",
      code,
      message,
      nodeId: node.id,
    });
    const unfinished = (code: GraphIssue["code"], message: string): GraphIssue => ({
      ...error(code, message),
      isUnfinished: true,
    });
    const fed = incoming.get(node.id)?.length ?? 0;
    const isFed = fed >= layer.inputs.min;
    const leadsOn = sources.get(node.id);
    if (isOutput(node)) {
      return [
        ...(isFed ? [] : [unfinished("NO_INCOMING", "Output has no input; connect the last layer to it")]),
        ...(leadsOn === undefined
          ? []
          : [{ ...error("AFTER_OUTPUT", "Nothing can follow Output"), edgeId: leadsOn }]),
      ];
    }
    if (fed === 0 && layer.inputs.min > 0 && leadsOn === undefined) {
      return [unfinished("NOT_CONNECTED", `${layer.type} is not connected; connect it or remove it`)];
    }
    return [
      ...(isFed ? [] : [unfinished("NO_INCOMING", whatIsMissing(layer, fed))]),
      ...(leadsOn !== undefined || !hasOutput
        ? []
        : [unfinished("NOT_CONNECTED_TO_OUTPUT", `${layer.type} is not connected to Output`)]),
    ];
  });
  const inputs = order.filter((node) => layerOf(node.type)?.category === "input");
  return [
    ...endIssues(inputs, "Input", (node) => sources.has(node.id)),
    ...endIssues(order.filter(isOutput), "Output", (node) => incoming.has(node.id)),
    ...perNode,
  ];
}

function whatIsMissing({ type, inputs }: LayerDefinition, fed: number): string {
  if (fed === 0) return `${type} has no input; connect a layer to it`;
  return `${type} needs at least ${inputs.min} inputs and has ${fed}; connect another layer to it`;
}

function isOutput(node: GraphNode): boolean {
  return layerOf(node.type)?.category === "output";
}

/** Of several, the one that is connected stays. */
function endIssues(ends: readonly GraphNode[], type: "Input" | "Output", isWired: IsWired): GraphIssue[] {
  const keeper = ends.find(isWired) ?? ends[0];
  if (keeper === undefined) {
    const code = type === "Input" ? "NO_INPUT_LAYER" : "NO_OUTPUT_LAYER";
    return [{ severity: "error", code, message: `The network needs one ${type}`, isUnfinished: true }];
  }
  const code = type === "Input" ? "TOO_MANY_INPUT_LAYERS" : "TOO_MANY_OUTPUT_LAYERS";
  const message = `The network already has its ${type}, ${keeper.name}; remove this one`;
  return ends
    .filter((node) => node !== keeper)
    .map((node) => ({ severity: "error", code, message, nodeId: node.id }));
}

type IsWired = (node: GraphNode) => boolean;
