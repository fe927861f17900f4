import { arranged } from "../graph/layout/arranged.ts";
import { GRAPH_VERSION, type GraphEdge, type GraphNode, type ModelGraph } from "../graph/schema.ts";
import type { LayerType } from "../layers/index.ts";
import { canFreeze, TRAINABLE } from "../layers/trainable.ts";

type Block = {
  kernel: 3 | 5;
  expand: number;
  out: number;
  hasSqueeze: boolean;
  isHard: boolean;
  strides: 1 | 2;
};

const block = (kernel: 3 | 5, expand: number, out: number, rest: [boolean, boolean, 1 | 2]): Block => ({
  kernel,
  expand,
  out,
  hasSqueeze: rest[0],
  isHard: rest[1],
  strides: rest[2],
});

/** Table 2 of Howard et al., "Searching for MobileNetV3", 2019, https://arxiv.org/abs/1905.02244. */
const BLOCKS: readonly Block[] = [
  block(3, 16, 16, [true, false, 2]),
  block(3, 72, 24, [false, false, 2]),
  block(3, 88, 24, [false, false, 1]),
  block(5, 96, 40, [true, true, 2]),
  block(5, 240, 40, [true, true, 1]),
  block(5, 240, 40, [true, true, 1]),
  block(5, 120, 48, [true, true, 1]),
  block(5, 144, 48, [true, true, 1]),
  block(5, 288, 96, [true, true, 2]),
  block(5, 576, 96, [true, true, 1]),
  block(5, 576, 96, [true, true, 1]),
];

const STEM_FILTERS = 16;
const LAST_FILTERS = 576;

/** Where each stage begins: the stem, then wherever the map is halved, then the last convolution. */
const STAGE_STARTS: ReadonlySet<string> = new Set([
  "conv",
  "expanded_conv_depthwise",
  "expanded_conv_1_expand",
  "expanded_conv_3_expand",
  "expanded_conv_8_expand",
  "conv_1",
]);

/** How many there are, from the input on. */
export const STAGES = STAGE_STARTS.size;

/**
 * torchvision's `momentum=0.01` is what the newest batch counts, Keras's 0.999 what the past does. With the latter moving
 * statistics are 1,000 steps behind: all trained from torchvision's weights, validation stayed far below training.
 */
const MOMENTUM = { torch: 0.99, keras: 0.999 } as const;

type BackboneOptions = {
  /** Of the original whose weights fit. PyTorch pads all sides of a convolution with strides alike, Keras more at the bottom right. */
  padding: "torch" | "keras";
  /** So many stages from the input on are frozen, of six. */
  frozenStages: number;
};

export type Backbone = {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  /** Ids of the layer that reads the picture and of the one that gives the map. */
  first: string;
  last: string;
};

/**
 * MobileNetV3-Small without its classifier, [224, 224, 3] to [7, 7, 576], of ordinary layers by Keras's names: 939,120
 * weights, of which 927,008 train while nothing is frozen.
 */
export function mobilenetV3Small(options: BackboneOptions): Backbone {
  const build = new Builder(options);
  build.convolution("conv", { filters: STEM_FILTERS, strides: 2 });
  build.normalization("conv_bn");
  build.activation("conv_act", "hard_silu");
  let channels = STEM_FILTERS;
  for (const [index, each] of BLOCKS.entries()) {
    const name = index === 0 ? "expanded_conv" : `expanded_conv_${index}`;
    invertedResidual(build, name, { ...each, channels });
    channels = each.out;
  }
  build.convolution("conv_1", { filters: LAST_FILTERS });
  build.normalization("conv_1_bn");
  build.activation("conv_1_act", "hard_silu");
  return build.finish();
}

function invertedResidual(build: Builder, name: string, block: Block & { channels: number }): void {
  const { kernel, expand, out, hasSqueeze, isHard, strides, channels } = block;
  const activation = isHard ? "hard_silu" : "relu";
  const before = build.last;
  // Where it would not widen, there is no first convolution.
  if (expand !== channels) {
    build.convolution(`${name}_expand`, { filters: expand });
    build.normalization(`${name}_expand_bn`);
    build.activation(`${name}_expand_act`, activation);
  }
  build.depthwise(`${name}_depthwise`, { kernel, strides });
  build.normalization(`${name}_depthwise_bn`);
  build.activation(`${name}_depthwise_act`, activation);
  if (hasSqueeze) squeezeAndExcite(build, `${name}_squeeze_excite`, expand);
  build.convolution(`${name}_project`, { filters: out });
  build.normalization(`${name}_project_bn`);
  if (strides === 1 && channels === out) build.add("Add", `${name}_add`, {}, [before, build.last]);
}

function squeezeAndExcite(build: Builder, name: string, channels: number): void {
  const whole = build.last;
  const conv = (filters: number, activation: string) => ({ filters, kernelSize: [1, 1], activation });
  build.add("GlobalAveragePooling2D", `${name}_avg_pool`);
  build.add("Reshape", `${name}_reshape`, { targetShape: [1, 1, channels] });
  build.add("Conv2D", `${name}_conv`, conv(divisible(channels / 4), "relu"));
  build.add("Conv2D", `${name}_conv_1`, conv(channels, "hard_sigmoid"));
  build.add("Multiply", `${name}_mul`, {}, [whole, build.last]);
}

/** The nearest multiple of 8, and not less than nine tenths. Source: `_make_divisible` in torchvision and Keras. */
function divisible(channels: number): number {
  const nearest = Math.max(8, Math.floor((channels + 4) / 8) * 8);
  return nearest < 0.9 * channels ? nearest + 8 : nearest;
}

type Window = { kernel: 1 | 3 | 5; strides: 1 | 2 };

class Builder {
  readonly #options: BackboneOptions;
  readonly #nodes: GraphNode[] = [];
  readonly #edges: GraphEdge[] = [];
  #stage = 0;
  last = "";

  constructor(options: BackboneOptions) {
    this.#options = options;
  }

  add(type: LayerType, name: string, settings: GraphNode["settings"] = {}, sources = [this.last]): void {
    if (STAGE_STARTS.has(name)) this.#stage++;
    const isFrozen = canFreeze(type) && this.#stage <= this.#options.frozenStages;
    const own = isFrozen ? { ...settings, [TRAINABLE]: false } : settings;
    this.#nodes.push({ id: name, name, type, settings: own, position: { x: 0, y: 0 } });
    for (const [slot, source] of sources.entries()) {
      if (source !== "") this.#edges.push({ source, target: name, slot });
    }
    this.last = name;
  }

  convolution(name: string, { filters, strides = 1 }: { filters: number; strides?: 1 | 2 }): void {
    const kernel = strides === 1 ? 1 : 3;
    const padding = this.#pad(name, { kernel, strides });
    this.add("Conv2D", name, {
      filters,
      kernelSize: [kernel, kernel],
      strides: [strides, strides],
      padding,
      useBias: false,
    });
  }

  depthwise(name: string, { kernel, strides }: { kernel: 3 | 5; strides: 1 | 2 }): void {
    const padding = this.#pad(name, { kernel, strides });
    this.add("DepthwiseConv2D", name, {
      kernelSize: [kernel, kernel],
      strides: [strides, strides],
      padding,
      useBias: false,
    });
  }

  normalization(name: string): void {
    const momentum = MOMENTUM[this.#options.padding];
    this.add("BatchNormalization", name, { momentum, epsilon: 0.001 });
  }

  activation(name: string, activation: string): void {
    this.add("Activation", name, { activation });
  }

  finish(): Backbone {
    const [first] = this.#nodes;
    return { nodes: this.#nodes, edges: this.#edges, first: first?.id ?? "", last: this.last };
  }

  /** Zeros on all sides where the window moves by two: one row more than a window of an even map reaches. */
  #pad(name: string, { kernel, strides }: Window): "same" | "valid" {
    if (strides === 1 || this.#options.padding === "keras") return "same";
    const side = (kernel - 1) / 2;
    this.add("ZeroPadding2D", `${name}_pad`, { padding: [side, side] });
    return "valid";
  }
}

/** What becomes of the last map: `none` leaves all of it. */
export type Pooling = "none" | "average" | "max";

export const POOLINGS = {
  none: "Flatten",
  average: "GlobalAveragePooling2D",
  max: "GlobalMaxPooling2D",
} as const satisfies Record<Pooling, LayerType>;

type TransferOptions = {
  inputShape: readonly [number, number, number];
  units: number;
  /** What the picture is resized to first; null to leave it as it is. */
  side: number | null;
  pooling: Pooling;
  frozenStages: number;
};

/** What ImageNet's pictures were brought to, each channel of 0 to 1 less its mean and divided by its deviation. Source: torchvision's transforms. */
export const PREPROCESSING = {
  mean: [0.485, 0.456, 0.406],
  variance: [0.052441, 0.050176, 0.050625],
};

/** A network that answers by the features of MobileNetV3-Small: resized, brought to its range, its map pooled, one Dense. */
export function transferNetwork({
  inputShape,
  units,
  side,
  pooling,
  frozenStages,
}: TransferOptions): ModelGraph {
  const backbone = mobilenetV3Small({ padding: "torch", frozenStages });
  const node = (type: LayerType, name: string, settings: GraphNode["settings"] = {}): GraphNode => ({
    id: name,
    name,
    type,
    settings,
    position: { x: 0, y: 0 },
  });
  const before = [
    node("Input", "input", { shape: [...inputShape] }),
    ...(side === null ? [] : [node("Resizing", "resizing", { height: side, width: side })]),
    node("Normalization", "preprocessing", PREPROCESSING),
  ];
  const after = [
    node(POOLINGS[pooling], "pooling"),
    node("Dense", "dense", { units }),
    node("Output", "output"),
  ];
  const chained = (nodes: readonly GraphNode[]): GraphEdge[] =>
    nodes.slice(1).map(({ id }, index) => ({ source: nodes[index]?.id ?? "", target: id, slot: 0 }));
  const edges = [
    ...chained(before),
    { source: "preprocessing", target: backbone.first, slot: 0 },
    ...backbone.edges,
    { source: backbone.last, target: "pooling", slot: 0 },
    ...chained(after),
  ];
  return arranged({ version: GRAPH_VERSION, nodes: [...before, ...backbone.nodes, ...after], edges });
}
