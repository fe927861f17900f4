import type { LayerOutput } from "../layers/define-onnx-layer.ts";

/** Of a layer that does nothing here, such as one of training in the graph that evaluates. */
export function emitIdentity(value: string): LayerOutput {
  return { output: value, backward: (gradient) => ({ inputs: [() => gradient], weights: {} }) };
}
