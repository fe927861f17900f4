import type { ModelGraph } from "#models/graph/schema.ts";
import { EngineError } from "#server/engine/engine-error.ts";
import { planNetwork, type NetworkPlan } from "#server/engine/weights/network-plan.ts";
import { UsageError } from "./usage-error.ts";

/** The plan of a network that came from `source`. @throws UsageError that names it, the layer and what is wrong. */
export function planFrom(
  source: string,
  graph: ModelGraph,
  target: Parameters<typeof planNetwork>[1],
): NetworkPlan {
  try {
    return planNetwork(graph, target);
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== "INVALID_GRAPH") throw error;
    throw new UsageError(`${source}: ${error.message}`, { cause: error });
  }
}
