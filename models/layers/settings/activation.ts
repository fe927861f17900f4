import type { z } from "zod";
import type { SettingField } from "../define-layer.ts";
import { choice } from "./choice.ts";

/** Element by element, but for `softmax`, which goes over the last axis. */
export const activation = choice(["linear", "relu", "sigmoid", "tanh", "softmax"]);
export type ActivationName = z.infer<typeof activation>;

export const activationField: SettingField = {
  name: "activation",
  label: "Activation",
  kind: "choice",
  options: activation.options.map((value) => ({ value, label: value })),
  help: "The function applied to every result; linear leaves it as it is, relu cuts negative values to 0.",
};
