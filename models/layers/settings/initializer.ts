import type { z } from "zod";
import type { SettingField } from "../setting-field.ts";
import { choice } from "./choice.ts";

/**
 * Keras's initializers with Keras's defaults: `random_normal` and `truncated_normal` have mean 0 and deviation 0.05,
 * `random_uniform` goes from -0.05 to 0.05. Source: https://keras.io/api/layers/initializers/.
 */
export const initializer = choice([
  "glorot_uniform",
  "glorot_normal",
  "he_uniform",
  "he_normal",
  "lecun_uniform",
  "lecun_normal",
  "random_uniform",
  "random_normal",
  "truncated_normal",
  "orthogonal",
  "zeros",
  "ones",
]);
export type InitializerName = z.infer<typeof initializer>;

export function initializerField(name: string, label: string): SettingField {
  return {
    name,
    label,
    kind: "choice",
    isAdvanced: true,
    options: initializer.options.map((value) => ({ value, label: value })),
    help: "How the weights are drawn before training. he_normal goes well with relu; with zeros nothing is learned.",
  };
}
