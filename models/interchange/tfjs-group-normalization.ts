import { elementCount } from "../layers/element-count.ts";
import { groupCount } from "../layers/group-normalization.ts";
import type { JsonObject } from "./json.ts";
import type { NetworkLayer } from "./network.ts";
import type { TfjsForms, TfjsPart } from "./tfjs-part.ts";

/**
 * TensorFlow.js has none: each group becomes one row, which a LayerNormalization normalizes. gamma and beta are the kernel
 * and bias of a depthwise convolution of 1 x 1.
 */
export function groupNormalizationForms(
  { name, settings, shape }: NetworkLayer,
  config: JsonObject,
): TfjsForms {
  const channels = shape.at(-1) ?? 1;
  const groups = groupCount(Number(settings.groups), channels);
  const [pixels, depth] = [elementCount(shape) / channels, channels / groups];
  const chain = new Chain(name);
  chain.reshape("pixels", [pixels, groups, depth]);
  chain.add("by_group", "Permute", { dims: [2, 1, 3] });
  chain.reshape("rows", [groups, pixels * depth]);
  const { epsilon = 1e-3 } = config;
  chain.add("even", "LayerNormalization", { axis: -1, epsilon, center: false, scale: false });
  chain.reshape("groups", [groups, pixels, depth]);
  chain.add("by_pixel", "Permute", { dims: [2, 1, 3] });
  if (settings.scale !== true && settings.center !== true) {
    chain.reshape("", shape);
    return { parts: chain.parts, kernels: {} };
  }
  const isMap = shape.length === 3;
  chain.reshape("map", isMap ? shape : [pixels, 1, channels]);
  const kernelShape = [1, 1, channels, 1];
  const window = {
    kernel_size: [1, 1],
    strides: [1, 1],
    padding: "valid",
    use_bias: settings.center === true,
  };
  chain.add("", "DepthwiseConv2D", { ...window, depth_multiplier: 1, activation: "linear" });
  if (!isMap) chain.reshape("whole", shape);
  return {
    parts: chain.parts,
    kernels: {},
    renamed: {
      gamma: { name: "depthwise_kernel", shape: kernelShape },
      beta: { name: "bias", shape: [channels] },
    },
    ...(settings.scale === true
      ? {}
      : { constant: { name: "depthwise_kernel", shape: kernelShape, value: 1 } }),
  };
}

/** One part after another; the one with an empty stem has the layer's own name. */
class Chain {
  readonly parts: TfjsPart[] = [];
  readonly #layer: string;

  constructor(layer: string) {
    this.#layer = layer;
  }

  add(stem: string, className: string, config: JsonObject): void {
    const last = this.parts.at(-1)?.name;
    const name = stem === "" ? this.#layer : `${this.#layer}__${stem}`;
    this.parts.push({ name, className, config, inputs: last === undefined ? [] : [last] });
  }

  reshape(stem: string, shape: readonly number[]): void {
    this.add(stem, "Reshape", { target_shape: [...shape] });
  }
}
