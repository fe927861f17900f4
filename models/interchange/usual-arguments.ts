import { own } from "./json.ts";

/** Without effect here, whatever they say: names, types of numbers, seeds, and what is worked out anew. */
const NO_MATTER = new Set([
  "name",
  "trainable",
  "dtype",
  "seed",
  "batch_input_shape",
  "batch_shape",
  "input_shape",
  "autocast",
  "input_dtype",
  "data_format",
  "renorm_momentum",
  "supports_masking",
  "fused",
]);

/** Written by Keras and TensorFlow.js of layers that have no use of them. */
const FALSE = new Set(["sparse", "ragged", "optional", "stateful", "dynamic", "renorm", "synchronized"]);

/** Written by Keras with these values where nobody asked for others. */
const USUAL_INITIALIZERS: Readonly<Record<string, readonly string[]>> = {
  gamma_initializer: ["Ones"],
  moving_variance_initializer: ["Ones"],
};

/** Whether an argument that no setting is read from says only what is so anyway. */
export function isUsual(key: string, value: unknown): boolean {
  if (value === null || NO_MATTER.has(key)) return true;
  if (value === false) return FALSE.has(key);
  if (key === "renorm_clipping") return JSON.stringify(value) === "{}";
  if (!key.endsWith("_initializer")) return false;
  const found = own(value, "class_name") ?? value;
  const name = typeof found === "string" ? found.charAt(0).toUpperCase() + found.slice(1) : "";
  return (USUAL_INITIALIZERS[key] ?? ["Zeros"]).includes(name);
}
