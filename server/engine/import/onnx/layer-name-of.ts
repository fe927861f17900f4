import type { OnnxCall } from "./onnx-call.ts";

/** Names of weights that say which layer they are of: `features.0.0.weight`, `base/conv/kernel:0`. */
const OF_A_LAYER = /^(.+)[./](?:weight|kernel|depthwise_kernel|gamma|scale)(?::\d+)?$/;

/** What a node with weights is called: by its weights, else by its place, `/features/features.0/Conv`. Empty where nothing says it. */
export function layerNameOf(call: OnnxCall): string {
  const { inputs, name, op } = call.node;
  const [, ofWeight] = OF_A_LAYER.exec(inputs[1] ?? "") ?? [];
  if (ofWeight !== undefined) return ofWeight.replace(/^(?:model|module|StatefulPartitionedCall)[./]/, "");
  const steps = name.split("/").filter((step) => step !== "");
  const isOperator = (step: string) => step.replace(/_\d+$/, "") === op;
  const step = steps.toReversed().find((each) => !isOperator(each)) ?? "";
  return /^(?:Conv|Gemm|MatMul|BatchNormalization|BiasAdd|node)?_?\d*$/i.test(step) ? "" : step;
}
