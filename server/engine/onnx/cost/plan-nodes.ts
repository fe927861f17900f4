import type { OnnxModel, OnnxNode } from "../graph/proto/onnx-model.ts";
import { blockConvolutions, mergeEqual, mergeReshapes, mergeSlices, writeOutputs } from "./rewrites.ts";
import { runningOrder } from "./running-order.ts";

export type NodePlan = {
  /** In the order in which they run. */
  nodes: readonly OnnxNode[];
  /** Names of values that are worked out once, when the session is made. */
  constants: ReadonlySet<string>;
  /** Names of the values that a step gives back. */
  outputs: ReadonlySet<string>;
};

/** What ONNX Runtime makes of a model, as far as it decides how much memory a step takes. */
export function planNodes(model: OnnxModel): NodePlan {
  const constants = new Set(model.initializers.map(({ name }) => name));
  const outputs = new Set(model.outputs.map(({ name }) => name));
  const inputs = new Set(model.inputs.map(({ name }) => name));
  const written = writeOutputs(mergeEqual(model.nodes, { constants, outputs }), outputs);
  const indexed = mergeSlices(written, inputs).map((node, index) => ({ node, index }));
  const order = runningOrder(mergeReshapes(runningOrder(indexed), model));
  const nodes = order.map(({ node }) => node);
  return { nodes: blockConvolutions(nodes, model), constants, outputs };
}
