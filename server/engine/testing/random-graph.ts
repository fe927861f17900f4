import { BranchingGraph, type Feed } from "#models/graph/branching-graph.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import type { LayerDefinition, Shape } from "#models/layers/define-layer.ts";
import type { SettingField } from "#models/layers/setting-field.ts";
import { elementCount } from "#models/layers/element-count.ts";
import { isLayerType, LAYER_TYPES, layerOf, type LayerType } from "#models/layers/index.ts";
import { randomStream } from "../random/random-stream.ts";
import type { ImageShape } from "../split.ts";

/** What a field draws from, small enough for tiny maps and for values that stay near 1. By the field's name. */
const CHOICES: Readonly<Record<string, readonly number[]>> = {
  // 16 fills a block of the runtime's blocked layout.
  filters: [1, 2, 3, 4, 6, 16],
  units: [1, 2, 3, 5, 8],
  groups: [1, 1, 2, 3],
  depthMultiplier: [1, 2],
  kernelSize: [1, 2, 3],
  strides: [1, 1, 1, 2, 3],
  dilationRate: [1, 1, 1, 2],
  poolSize: [1, 2, 3],
  size: [1, 2],
  padding: [0, 1, 2],
  cropping: [0, 0, 1],
  mean: [0, 0.5, -0.25],
  variance: [0.5, 1, 4],
  height: [1, 2, 4, 6, 7],
  width: [2, 3, 5, 8],
  scale: [-1.5, 0.5, 2],
  offset: [-0.5, 0, 0.25],
  epsilon: [1e-3, 1e-2, 0.1],
  momentum: [0.5, 0.9, 0.99],
  stddev: [0, 0.1, 0.5],
  rate: [0, 0.25, 0.5],
  negativeSlope: [0, 0.3, 1],
  kernelL1: [0, 0.01],
  kernelL2: [0, 0.01],
  depthwiseL1: [0, 0.01],
  depthwiseL2: [0, 0.01],
  pointwiseL1: [0, 0.01],
  pointwiseL2: [0, 0.01],
};

/** Weights are the same in both anyway, and zeros would hide what lies below. */
const KEPT_AS_THEY_ARE = /Initializer$/u;

const MAX_SIDE = 9;
const MAX_ELEMENTS = 1_000;
/** Chances in ten that a layer is put behind one that already leads on, which begins a branch. */
const BRANCHES = 3;

type Random = {
  /** A whole number below `end`. */
  below: (end: number) => number;
  pick: <Value>(values: readonly Value[]) => Value;
};

type Settings = Record<string, unknown>;

/**
 * A valid network grown layer by layer from any kind of layer with any settings that fit, with branches that join by
 * Add, Multiply and Concatenate. The same for the same seed. Maps stay tiny, so that TensorFlow.js can follow.
 */
export function randomGraph(
  seed: number,
  { inputShape, classes }: { inputShape: ImageShape; classes: number },
): ModelGraph {
  const random = randomFrom(seed);
  const growth = new Growth(inputShape, random);
  const layers = 4 + random.below(7);
  for (let grown = 0; grown < layers; grown++) growth.grow();
  return growth.finish(classes);
}

class Growth {
  readonly #random: Random;
  readonly #graph: BranchingGraph;
  readonly #shapes = new Map<Feed, Shape>();
  /** Feeds that lead nowhere yet. */
  #leaves: Feed[];

  constructor(inputShape: ImageShape, random: Random) {
    this.#random = random;
    this.#graph = new BranchingGraph([...inputShape]);
    this.#shapes.set(this.#graph.input, inputShape);
    this.#leaves = [this.#graph.input];
  }

  /** One more layer. Draws again what does not fit: there is always something that does. */
  grow(): void {
    for (;;) {
      const type = this.#random.pick(GROWING);
      const layer = layerOf(type);
      const sources = layer === undefined ? [] : this.#sourcesOf(layer);
      const [first] = sources;
      if (layer === undefined || first === undefined) continue;
      if (this.#tryAdd(layer, sources)) return;
    }
  }

  /** All leaves as units, side by side, then a Dense layer for the classes. */
  finish(classes: number): ModelGraph {
    const flat = this.#leaves.map((leaf) => {
      const rank = this.#shapeOf(leaf).length;
      if (rank === 1) return leaf;
      return this.#add(this.#random.pick(["Flatten", `GlobalAveragePooling${rank - 1}D`]), {}, [leaf]);
    });
    const [only = ""] = flat;
    const joined = flat.length === 1 ? only : this.#add("Concatenate", {}, flat);
    return this.#graph.finish(this.#add("Dense", { units: classes }, [joined]));
  }

  #tryAdd(layer: LayerDefinition, sources: readonly Feed[]): boolean {
    const inputs = sources.map((source) => this.#shapeOf(source));
    const settings = this.#drawSettings(layer, inputs[0] ?? []);
    const parsed = layer.settings.safeParse(settings);
    if (!parsed.success) return false;
    const result = layer.outputShape(inputs, parsed.data);
    if (!result.ok || isTooLarge(result.shape)) return false;
    this.#add(layer.type, settings, sources);
    return true;
  }

  #add(type: string, settings: Settings, sources: readonly Feed[]): Feed {
    const layer = layerOf(type);
    if (!isLayerType(type) || layer === undefined) throw new Error(`${type} is no layer`);
    const inputs = sources.map((source) => this.#shapeOf(source));
    const result = layer.outputShape(inputs, layer.settings.parse(settings));
    if (!result.ok) throw new Error(result.reason);
    const feed = this.#graph.add({ type, settings: settings as never }, sources);
    this.#shapes.set(feed, result.shape);
    this.#leaves = [...this.#leaves.filter((leaf) => !sources.includes(leaf)), feed];
    return feed;
  }

  /** One leaf or, for a branch, any feed; for a layer that merges, one leaf and others beside it. */
  #sourcesOf({ inputs }: LayerDefinition): Feed[] {
    const all = [...this.#shapes.keys()];
    if (inputs.min === 1) return [this.#random.pick(this.#random.below(10) < BRANCHES ? all : this.#leaves)];
    const leaf = this.#random.pick(this.#leaves);
    const rank = this.#shapeOf(leaf).length;
    const others = all.filter((feed) => feed !== leaf && this.#shapeOf(feed).length === rank);
    const count = inputs.min - 1 + this.#random.below(2);
    const chosen = new Set<Feed>([leaf]);
    for (let i = 0; i < count && others.length > 0; i++) chosen.add(this.#random.pick(others));
    return chosen.size < inputs.min
      ? []
      : this.#random.below(2) === 0
        ? [...chosen]
        : [...chosen].toReversed();
  }

  #drawSettings(layer: LayerDefinition, input: Shape): Settings {
    const settings: Settings = {};
    for (const field of layer.fields) {
      // Left out now and then, so that defaults are met too.
      const isLeftOut = this.#random.below(4) === 0 || KEPT_AS_THEY_ARE.test(field.name);
      if (!isLeftOut) settings[field.name] = this.#drawSetting(field, input);
    }
    if (layer.type === "ZeroPadding2D" && this.#random.below(2) === 0) {
      const sides = () => [this.#random.below(3), this.#random.below(2)];
      settings.padding = [sides(), sides()];
    }
    return settings;
  }

  #drawSetting(field: SettingField, input: Shape): unknown {
    switch (field.kind) {
      case "integer":
      case "number":
        return this.#random.pick(CHOICES[field.name] ?? [field.min, Math.min(field.max, field.min + 1)]);
      case "size2d": {
        const sizes = CHOICES[field.name] ?? [field.min, Math.min(field.max, field.min + 1)];
        return [this.#random.pick(sizes), this.#random.pick(sizes)];
      }
      case "choice":
        return this.#random.pick(field.options).value;
      case "boolean":
        return this.#random.below(2) === 0;
      case "numbers": {
        if (field.name === "sharedAxes") {
          return input.flatMap((_, axis) => (this.#random.below(2) === 0 ? [axis + 1] : []));
        }
        const numbers = CHOICES[field.name] ?? [field.min];
        const isOne = this.#random.below(2) === 0;
        return isOne
          ? this.#random.pick(numbers)
          : Array.from({ length: input.at(-1) ?? 1 }, () => this.#random.pick(numbers));
      }
      case "shape": {
        const count = elementCount(input);
        const [channels = count, width = 1, height = 1] = input.toReversed();
        const maps = [[channels, height, width], [1, 1, count], [height * width, 1, -1], [-1]];
        return this.#random.pick([...maps, [height * width, -1], [height * width, -1]]);
      }
    }
  }

  #shapeOf(feed: Feed): Shape {
    return this.#shapes.get(feed) ?? [];
  }
}

/** How often a kind of layer is drawn where it is not twice. Rare: what ends maps. Often: what seldom fits. */
const WEIGHTS: Partial<Record<LayerType, number>> = {
  Flatten: 1,
  GlobalAveragePooling2D: 1,
  GlobalMaxPooling2D: 1,
  Reshape: 3,
  Conv1D: 12,
  MaxPooling1D: 6,
  AveragePooling1D: 6,
  GlobalAveragePooling1D: 6,
  GlobalMaxPooling1D: 6,
  Add: 4,
  Multiply: 4,
  Concatenate: 6,
  Dense: 4,
};

/** TensorFlow.js has no augmentation. */
const OUTSIDE: ReadonlySet<string> = new Set(["input", "output", "augmentation"]);

/** Every kind of layer that can stand inside a network, the more often the more it is drawn. */
export const GROWING: readonly LayerType[] = LAYER_TYPES.flatMap((type) => {
  const category = layerOf(type)?.category;
  if (category === undefined || OUTSIDE.has(category)) return [];
  return Array.from({ length: WEIGHTS[type] ?? 2 }, () => type);
});

function isTooLarge(shape: Shape): boolean {
  const [height = 1, width = 1] = shape.length === 3 ? shape : [];
  return height > MAX_SIDE || width > MAX_SIDE || elementCount(shape) > MAX_ELEMENTS;
}

function randomFrom(seed: number): Random {
  const stream = randomStream(seed);
  const below = (end: number) => stream() % end;
  return { below, pick: (values) => values[below(values.length)] as (typeof values)[number] };
}
