import { z } from "zod";
import type { SettingField } from "../setting-field.ts";
import { choice } from "./choice.ts";

/**
 * Element by element, but for `softmax`, which goes over the last axis. As Keras 3 defines them: `gelu` exact and not
 * by tanh, `elu` with alpha 1, `hard_sigmoid` max(0, min(1, x / 6 + 1 / 2)), `hard_silu` x times that, `leaky_relu` with
 * slope 0.2, `mish` x tanh(softplus(x)).
 * Source: https://keras.io/api/layers/activations/.
 */
const activationName = choice([
  "linear",
  "relu",
  "relu6",
  "leaky_relu",
  "elu",
  "selu",
  "gelu",
  "silu",
  "mish",
  "softplus",
  "softsign",
  "sigmoid",
  "hard_sigmoid",
  "hard_silu",
  "tanh",
  "softmax",
]);
export type ActivationName = z.infer<typeof activationName>;

/** Of `leaky_relu`, what values below 0 are multiplied by. The layer LeakyReLU has 0.3 where it is not said. */
export const LEAKY_RELU_SLOPE = 0.2;

/** Of `selu`: scale x above 0, scale alpha (exp(x) - 1) below. Source: Klambauer et al., 2017, as Keras has them. */
export const SELU = { scale: 1.0507009873554805, alpha: 1.6732632423543772 } as const;

/** Keras's other names for the same functions; `celu` as a name has alpha 1. */
const ALIASES: Readonly<Record<string, ActivationName>> = {
  swish: "silu",
  hard_swish: "hard_silu",
  celu: "elu",
};

export const activation: z.ZodType<ActivationName> = z.preprocess(
  (value) => (typeof value === "string" && Object.hasOwn(ALIASES, value) ? ALIASES[value] : value),
  activationName,
);

const LABELS: Partial<Record<ActivationName, string>> = {
  leaky_relu: "leaky_relu (slope 0.2)",
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
