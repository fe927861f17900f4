import { emitIdentity } from "../operators/emit-identity.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const identity = defineOnnxLayer({
  type: "Identity",
  emit: ({ inputs: [input] }) => emitIdentity(input.name),
});
