import type { z } from "zod";

/** A tensor's shape without the batch axis, as people see it: [height, width, channels] or [units]. */
export type Shape = readonly number[];

export type ShapeResult = { ok: true; shape: Shape } | { ok: false; reason: string };

export type InitializerName = "glorotUniform" | "zeros" | "ones";

/** One weight of a layer, in Keras's name and layout (a convolution's kernel is [h, w, in, out]). */
export type WeightSpec = {
  name: "kernel" | "bias" | "gamma" | "beta" | "moving_mean" | "moving_variance";
  shape: Shape;
  isTrainable: boolean;
  initializer: InitializerName;
};

export type LayerCategory =
  | "input"
  | "convolution"
  | "pooling"
  | "core"
  | "activation"
  | "regularization"
  | "output";

/** Everything that is known about a kind of layer: one file a layer exports one of these. */
export type LayerDefinition<Settings = unknown> = {
  /** Keras's class name: `Conv2D`. */
  type: string;
  category: LayerCategory;
  /** Keras's argument names in camel case, Keras's defaults. */
  settings: z.ZodType<Settings>;
  /** How many incoming edges the layer takes. */
  inputs: { min: number; max: number };
  outputShape: (inputs: readonly Shape[], settings: Settings) => ShapeResult;
  /** Called only with inputs for which `outputShape` is ok. */
  weights: (inputs: readonly Shape[], settings: Settings) => readonly WeightSpec[];
  /** Multiply-adds of one image's forward pass. */
  macs: (inputs: readonly Shape[], settings: Settings) => number;
  /** One sentence a learner understands. */
  help: string;
};

export function defineLayer<Settings>(definition: LayerDefinition<Settings>): LayerDefinition<Settings> {
  return definition;
}
