import type { SettingCodec } from "./keras-layer.ts";
import { own, snakeCase } from "./json.ts";

/** Keras 2 knows only the older of two names. */
const KERAS_2_NAMES: Readonly<Record<string, string>> = { silu: "swish" };

/** A name, or what Keras writes for a function of its own: `{ "class_name": "function", "config": "gelu" }`. */
export const activationCodec: SettingCodec = {
  toKeras: (value, version) =>
    version === 2 && typeof value === "string" ? (KERAS_2_NAMES[value] ?? value) : value,
  fromKeras(value) {
    if (value === null) return "linear";
    const name = own(value, "class_name") === "function" ? own(value, "config") : value;
    // TensorFlow.js also writes hardSigmoid.
    if (typeof name !== "string") return undefined;
    return /^[a-z]+[A-Z]/.test(name) ? snakeCase(name) : name;
  },
};
