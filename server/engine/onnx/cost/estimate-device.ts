import { objectiveOf } from "#server/engine/objectives/index.ts";
import { planNetwork } from "../../weights/network-plan.ts";
import { trainingGraph } from "../graph/training-graph.ts";
import { WEBGPU } from "../session/target.ts";
import { deviceBufferBytes } from "./device-buffers.ts";
import type { EstimateTask } from "./estimate-training.ts";
import { inferMissing, inferValues } from "./infer-values.ts";
import { planBuffers } from "./plan-buffers.ts";
import { planNodes } from "./plan-nodes.ts";
import { bytesOf } from "./value-info.ts";

/**
 * Bytes of a device's own memory that training with WebGPU will hold: what its operators take and free, and what a step
 * reads and writes. Nothing is run.
 * @throws EngineError INVALID_GRAPH.
 */
export function estimateDeviceBytes(task: Omit<EstimateTask, "counts">): number {
  const { hyperParameters, imageShape, target } = task;
  const plan = planNetwork(task.graph, { inputShape: imageShape, target });
  const objective = objectiveOf({ target, hyperParameters, trainTargets: null });
  const { model } = trainingGraph(plan, { hyperParameters, objective }, WEBGPU);
  const values = inferValues(model, hyperParameters.batchSize);
  const nodes = planNodes(model);
  inferMissing(values, nodes.nodes);
  const held = [...model.inputs, ...model.outputs, ...nodes.constants].map((value) => {
    const found = values.get(typeof value === "string" ? value : value.name);
    return found === undefined ? 0 : bytesOf(found);
  });
  // Which thread it is makes no difference there: scratch of kernels is in the planned buffers.
  const buffers = deviceBufferBytes(planBuffers(nodes, values, { threads: 1 }));
  return buffers + held.reduce((sum, bytes) => sum + bytes, 0);
}
