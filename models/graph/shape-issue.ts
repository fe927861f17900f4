import type { LayerDefinition, Shape } from "../layers/define-layer.ts";
import { elementCount } from "../layers/element-count.ts";
import { taskOf } from "../tasks/index.ts";
import type { TaskTarget } from "../tasks/target.ts";
import { edgeId } from "./edge-id.ts";
import type { Cure, GraphIssue } from "./graph-issue.ts";
import type { GraphEdge, GraphNode } from "./schema.ts";

type Misfit = {
  node: GraphNode;
  layer: LayerDefinition;
  settings: unknown;
  inputs: readonly Shape[];
  edges: readonly GraphEdge[];
  reason: string;
  /** Input leads to it. */
  isFirst: boolean;
  target: TaskTarget | null;
};

/** What arrives does not fit a layer. Before Output that is a network which is still being built. */
export function shapeIssue(misfit: Misfit): GraphIssue {
  const { node, layer, edges, reason, isFirst } = misfit;
  const isEnd = layer.category === "output";
  // Of several inputs, which one is wrong is for the learner to say.
  const [only] = edges.length === 1 ? edges : [];
  const cure = isEnd ? endCure(misfit) : flatCure(misfit);
  return {
    severity: "error",
    code: "SHAPE",
    message: isEnd && isFirst ? NOTHING_BETWEEN : reason,
    nodeId: node.id,
    ...(only === undefined ? {} : { edgeId: edgeId(only) }),
    ...(isEnd ? { isUnfinished: true } : {}),
    ...(cure === null ? {} : { cure }),
  };
}

const NOTHING_BETWEEN =
  "Nothing is between Input and Output yet; add blocks, with Flatten and Dense at the end";

function endCure({ node, inputs: [input = []], target }: Misfit): Cure | null {
  if (target === null) return null;
  const dense = { type: "Dense", settings: { units: taskOf(target).output(target).length } };
  return {
    kind: "insertBefore",
    nodeId: node.id,
    layers: input.length === 1 ? [dense] : [{ type: "Flatten" }, dense],
  };
}

/** Flatten, where that is all it takes. */
function flatCure({ node, layer, settings, inputs }: Misfit): Cure | null {
  const [input, ...more] = inputs;
  if (input === undefined || more.length > 0 || input.length === 1) return null;
  const fits = layer.outputShape([[elementCount(input)]], settings).ok;
  return fits ? { kind: "insertBefore", nodeId: node.id, layers: [{ type: "Flatten" }] } : null;
}
