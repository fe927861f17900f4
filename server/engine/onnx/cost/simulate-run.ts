import type { OnnxModel } from "../graph/proto/onnx-model.ts";
import { Arena } from "./arena.ts";
import { inferMissing, inferValues } from "./infer-values.ts";
import { planBuffers } from "./plan-buffers.ts";
import { planNodes } from "./plan-nodes.ts";
import { bytesOf } from "./value-info.ts";
import { multiplyAdds } from "./multiply-adds.ts";

/** What one run of a model takes. */
export type RunCost = {
  /** Of the allocator, as the process holds it after a few runs; constants included. */
  arenaBytes: number;
  /** Of the model's own inputs and outputs, which lie outside the allocator. */
  feedBytes: number;
  multiplyAdds: number;
  /** Read and written by all nodes together. */
  movedBytes: number;
  nodes: number;
};

/** Goes through a model as ONNX Runtime would run it, without running it. */
export function simulateRun(
  model: OnnxModel,
  { batchSize, threads }: { batchSize: number; threads: number },
): RunCost {
  const values = inferValues(model, batchSize);
  const plan = planNodes(model);
  inferMissing(values, plan.nodes);
  const bytes = (name: string) => {
    const value = values.get(name);
    return value === undefined ? 0 : bytesOf(value);
  };
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  const arena = new Arena();
  const events = planBuffers(plan, values, { threads });
  for (let run = 0; run < 2; run++) arena.run(events);
  return {
    arenaBytes: arena.touchedBytes + sum([...plan.constants].map(bytes)),
    feedBytes: sum([...model.inputs, ...model.outputs].map(({ name }) => bytes(name))),
    multiplyAdds: sum(plan.nodes.map((node) => multiplyAdds(node, values))),
    movedBytes: sum(plan.nodes.map((node) => sum([...node.inputs, ...node.outputs].map(bytes)))),
    nodes: plan.nodes.length,
  };
}
