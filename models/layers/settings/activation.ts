import { z } from "zod";
import type { SettingField } from "../setting-field.ts";
import { choice } from "./choice.ts";

/**
 * Element by element, but for `softmax`, which goes over the last axis. As Keras 3 defines them: `gelu` exact and not
 * by tanh, `elu` with alpha 1, `hard_sigmoid` max(0, min(1, x / 6 + 1 / 2)), and `hard_silu` x times that.
 * Source: https://keras.io/api/layers/activations/.
 */
const activationName = choice([
  "linear",
  "relu",
  "relu6",
  "elu",
  "gelu",
  "silu",
  "softplus",
  "sigmoid",
  "hard_sigmoid",
  "hard_silu",
  "tanh",
  "softmax",
]);
export type ActivationName = z.infer<typeof activationName>;

/** Keras's other names for the same functions. */
const ALIASES: Readonly<Record<string, ActivationName>> = { swish: "silu", hard_swish: "hard_silu" };

export const activation: z.ZodType<ActivationName> = z.preprocess(
  (value) => (typeof value === "string" && Object.hasOwn(ALIASES, value) ? ALIASES[value] : value),
  activationName,
);

const LABELS: Partial<Record<ActivationName, string>> = {
  silu: "silu (swish)",
  hard_silu: "hard_silu (hard swish)",
};

export const activationField: SettingField = {
  name: "activation",
  label: "Activation",
  kind: "choice",
  options: activationName.options.map((value) => ({ value, label: LABELS[value] ?? value })),
  help: "The function applied to every result; linear leaves it as it is, relu cuts negative values to 0.",
};
