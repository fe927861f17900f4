import { compileGraph, type CompiledLayer, type CompiledNetwork } from "#models/graph/compile.ts";
import { firstError } from "#models/graph/first-error.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import type { Size2d } from "#models/layers/settings/size2d.ts";
import { taskOf } from "#models/tasks/index.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import { EngineError } from "../engine-error.ts";
import type { InputShape } from "#models/datasets/descriptor.ts";

export type PlannedLayer = CompiledLayer & {
  /** Rows and columns of zeros around the input that are not part of `inputShapes`, see `foldBorders`. */
  border?: Border;
};

/** Rows and columns before and after. */
export type Border = { before: Size2d; after: Size2d };

/** A compiled network as the engine takes it. */
export type NetworkPlan = Omit<CompiledNetwork, "layers" | "totals"> & {
  layers: readonly PlannedLayer[];
  inputShape: InputShape;
  target: TaskTarget;
  /** How many numbers the network gives for one picture, see `TaskDefinition.output`. */
  outputLength: number;
  /** Trainable and not. */
  params: number;
};

/** @throws EngineError INVALID_GRAPH with the first thing that is wrong. */
export function planNetwork(
  graph: ModelGraph,
  { inputShape, target }: { inputShape: InputShape; target: TaskTarget },
): NetworkPlan {
  const { network, analysis } = compileGraph(graph, { inputShape, target });
  if (network === null || !analysis.isTrainable) {
    const problem = firstError(graph, analysis.issues);
    throw new EngineError("INVALID_GRAPH", problem ?? "This network cannot be trained");
  }
  const { totals, ...plan } = network;
  const outputLength = taskOf(target).output(target).length;
  return { ...plan, inputShape, target, outputLength, params: totals.params };
}
