import { own } from "./json.ts";

/** Keras 3 writes `.keras` files; TensorFlow.js and TensorFlow before 2.16 speak Keras 2. */
export type KerasVersion = 2 | 3;

/**
 * The version that a file says it is of, else what only one of them writes: Keras 3 names the module of a class, and so
 * do the `.keras` files of Keras 2.12 to 2.15, whose calls and inputs are still those of Keras 2.
 */
export function kerasVersion(said: unknown, model: unknown): KerasVersion {
  if (typeof said === "string") return said.startsWith("3") ? 3 : 2;
  const from = own(model, "module");
  if (typeof from !== "string" || /^(?:tf_)?keras\.(?:src\.)?engine\b/.test(from)) return 2;
  return layersOf(model).some(isOfKeras2) ? 2 : 3;
}

function layersOf(model: unknown): readonly unknown[] {
  const layers = own(own(model, "config"), "layers");
  return Array.isArray(layers) ? layers : [];
}

function isOfKeras2(layer: unknown): boolean {
  if (own(own(layer, "config"), "batch_input_shape") !== undefined) return true;
  const nodes = own(layer, "inbound_nodes");
  return (
    (Array.isArray(nodes) && nodes.some((node) => Array.isArray(node))) || layersOf(layer).some(isOfKeras2)
  );
}
