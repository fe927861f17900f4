import { Tensor } from "onnxruntime-node";
import type { Inputs } from "#server/engine/inputs.ts";

/** Bytes or float32, as the graph was built for them. */
export function inputTensor(inputs: Inputs, dims: readonly number[]): Tensor {
  return inputs instanceof Uint8Array
    ? new Tensor("uint8", inputs, dims)
    : new Tensor("float32", inputs, dims);
}
