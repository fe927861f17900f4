import type { z } from "zod";
import type { SettingField } from "./setting-field.ts";
import type { InitializerName } from "./settings/initializer.ts";

/** A tensor's shape without the batch axis, as people see it: [height, width, channels] or [units]. */
export type Shape = readonly number[];

export type ShapeResult = { ok: true; shape: Shape } | { ok: false; reason: string };

/** One weight of a layer, in Keras's name and layout (a convolution's kernel is [h, w, in, out]). */
export type WeightSpec = {
  name:
    | "kernel"
    | "depthwise_kernel"
    | "pointwise_kernel"
    | "bias"
    | "gamma"
    | "beta"
    | "alpha"
    | "moving_mean"
    | "moving_variance";
  shape: Shape;
  isTrainable: boolean;
  initializer: InitializerName;
  /** What is added to the loss, as Keras does: l1 sum |w| + l2 sum w^2. */
  penalty?: { l1: number; l2: number };
};

export type LayerCategory =
  | "input"
  | "convolution"
  | "pooling"
  | "core"
  | "activation"
  | "merge"
  | "regularization"
  | "augmentation"
  | "output";

/** Everything that is known about a kind of layer: one file a layer exports one of these. */
export type LayerDefinition<Settings = unknown> = {
  /** Keras's class name, which is what people see too: `Conv2D`. */
  type: string;
  category: LayerCategory;
  /** Keras's argument names in camel case, Keras's defaults. */
  settings: z.ZodType<Settings>;
  /** What a form shows, in its order. */
  fields: readonly SettingField[];
  /** How many incoming edges the layer takes; `isOrdered` where their order in the graph makes a difference. */
  inputs: { min: number; max: number; isOrdered?: true };
  outputShape(this: void, inputs: readonly Shape[], settings: Settings): ShapeResult;
  /** Called only with inputs for which `outputShape` is ok. */
  weights(this: void, inputs: readonly Shape[], settings: Settings): readonly WeightSpec[];
  /**
   * Multiply-adds of one image's forward pass, called like `weights`. Only the products of convolutions and
   * dense layers count; bias, pooling, normalization and activations are 0. It is how the literature counts
   * (Howard et al., MobileNets, 2017, section 3.1, https://arxiv.org/abs/1704.04861).
   */
  macs(this: void, inputs: readonly Shape[], settings: Settings): number;
  /** One sentence a learner understands. */
  help: string;
};

export function defineLayer<Settings>(definition: LayerDefinition<Settings>): LayerDefinition<Settings> {
  return definition;
}
