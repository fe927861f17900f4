import type { GraphNode } from "#models/graph/schema.ts";
import type { LayerCategory } from "#models/layers/define-layer.ts";
import { LAYER_TYPES, LAYERS, type LayerType } from "#models/layers/index.ts";
import type { ActivationName } from "#models/layers/settings/activation.ts";

/** What the palette offers: a layer, or one with settings that people look for under a name of their own. */
export type BlockKind = {
  /** Unique among kinds; a layer's is its type. */
  id: string;
  type: LayerType;
  category: LayerCategory;
  title: string;
  help: string;
  settings: GraphNode["settings"];
};

/** What most people want first, where that is not the layer's own default. */
const STARTING_SETTINGS: Partial<Record<LayerType, GraphNode["settings"]>> = {
  Conv2D: { filters: 32, kernelSize: [3, 3], padding: "same", activation: "relu" },
  DepthwiseConv2D: { kernelSize: [3, 3], padding: "same" },
  SeparableConv2D: { filters: 32, kernelSize: [3, 3], padding: "same", activation: "relu" },
  Conv2DTranspose: { filters: 32, kernelSize: [3, 3], strides: [2, 2], padding: "same", activation: "relu" },
  PReLU: { sharedAxes: [1, 2] },
  GroupNormalization: { groups: 8 },
  Conv1D: { filters: 32, kernelSize: 3, padding: "same", activation: "relu" },
};

/** Functions that are an Activation in Keras and a block of their own in people's minds. */
const ACTIVATIONS: readonly { title: string; activation: ActivationName; help: string }[] = [
  {
    title: "ELU",
    activation: "elu",
    help: "Like relu, but negative values end softly at -1 instead of being cut to 0.",
  },
  {
    title: "SELU",
    activation: "selu",
    help: "An ELU scaled so that values keep mean 0 and spread 1 by themselves, where kernels begin with lecun_normal.",
  },
  {
    title: "GELU",
    activation: "gelu",
    help: "A smooth relu that also lets a little of small negative values through, as transformers use it.",
  },
  {
    title: "SiLU",
    activation: "silu",
    help: "Also called swish: every value times its own sigmoid, a relu without a corner.",
  },
  {
    title: "Mish",
    activation: "mish",
    help: "Close to swish and a little deeper below 0: every value times the tanh of its softplus, as YOLOv4 uses it.",
  },
  {
    title: "HardSwish",
    activation: "hard_silu",
    help: "Swish put together from straight lines and one curve: nearly as good, much cheaper. Keras calls it hard_silu.",
  },
  {
    title: "HardSigmoid",
    activation: "hard_sigmoid",
    help: "A sigmoid made of straight lines: 0 below -3, 1 above 3, and an even slope between.",
  },
  {
    title: "Softmax",
    activation: "softmax",
    help: "Turns the channels of every place into shares that add up to 1. Output does it for the classes already.",
  },
];

export const BLOCK_KINDS: readonly BlockKind[] = LAYER_TYPES.flatMap((type) => {
  const { category, help } = LAYERS[type];
  const layer = { id: type, type, category, title: type, help, settings: STARTING_SETTINGS[type] ?? {} };
  if (type !== "Activation") return [layer];
  const functions = ACTIVATIONS.map(({ title, activation, help }) => ({
    id: `Activation ${activation}`,
    type,
    category,
    title,
    help,
    settings: { activation },
  }));
  return [layer, ...functions];
});

export function blockKindOf(id: string): BlockKind | undefined {
  return BLOCK_KINDS.find((kind) => kind.id === id);
}
