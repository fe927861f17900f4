import { BranchingGraph, type Feed } from "#models/graph/branching-graph.ts";
import type { ChainLayer } from "#models/graph/chain.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { LAYER_TYPES, LAYERS, layerOf, type LayerType } from "#models/layers/index.ts";
import type { ImageShape } from "../split.ts";

type Settings = NonNullable<ChainLayer["settings"]>;

export type SettingCase = { name: string; type: LayerType; graph: ModelGraph };

/** No side is divisible by 2 and 3 and none is that of another axis, but where a layer wants a square. */
const SHAPE: ImageShape = [7, 6, 3];
const SQUARE: ImageShape = [6, 6, 3];

/** What a layer's cases have beside the setting in question, where Keras asks for it or its default is large. */
const BASE: Partial<Record<LayerType, Settings>> = {
  Conv2D: { filters: 6 },
  SeparableConv2D: { filters: 4 },
  Conv1D: { filters: 6 },
  Conv2DTranspose: { filters: 4 },
  Dense: { units: 5 },
  GroupNormalization: { groups: 1 },
  Resizing: { height: 4, width: 5 },
};

/** Layers of sequences, whose settings of the same names are single numbers. */
const OF_SEQUENCES: ReadonlySet<LayerType> = new Set([
  "Conv1D",
  "MaxPooling1D",
  "AveragePooling1D",
  "GlobalAveragePooling1D",
  "GlobalMaxPooling1D",
]);
const SEQUENCE_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  kernelSize: [4, 1],
  strides: [3, 1],
  dilationRate: [2],
  poolSize: [5],
};

/** Values other than the default, by the setting's name; of a choice and of a switch, all are taken. */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  filters: [3],
  units: [2],
  kernelSize: [[2, 4]],
  strides: [[2, 3]],
  dilationRate: [[2, 1]],
  outputPadding: [[0, 0]],
  groups: [3],
  cropping: [
    [1, 2],
    [
      [0, 2],
      [1, 0],
    ],
  ],
  mean: [0.4, [0.5, 0.25, 0]],
  variance: [2, [2, 0.5, 1]],
  sharedAxes: [[1, 2], [3], [2], [1, 2, 3]],
  depthMultiplier: [2],
  poolSize: [[3, 2]],
  size: [[3, 1]],
  padding: [
    [1, 2],
    [
      [0, 2],
      [1, 0],
    ],
  ],
  targetShape: [
    [3, -1, 14],
    [1, 1, 126],
    [21, 6],
  ],
  height: [9],
  width: [9],
  scale: [-1.5, [2, 0.5, -1]],
  offset: [0.25, [0, 0.5, -0.25]],
  epsilon: [0.05],
  momentum: [0.5],
  negativeSlope: [0.8],
  rate: [0, 0.2],
  stddev: [0.5],
  factor: [0.6],
  minValue: [-0.5],
  maxValue: [0.7],
  heightFactor: [0.6],
  widthFactor: [0.7],
};

const RANGE_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  factor: [0.4, [-0.1, 0.3]],
  heightFactor: [0.6, [-0.3, 0]],
};
const HAS_RANGES: ReadonlySet<LayerType> = new Set(["RandomRotation", "RandomZoom"]);

/** Where weights begin makes no difference to a step from given weights: initial-weights.test.ts is about that. */
const IS_START = /Initializer$/u;
const IS_PENALTY = /L[12]$/u;

/**
 * For every kind of layer a network around it with its defaults, and one more for every value of each of its settings.
 * @throws an Error that names a setting for which no value is known: a new one must be given some.
 */
export function settingCases(classes: number): SettingCase[] {
  return LAYER_TYPES.filter((type) => type !== "Input" && type !== "Output").flatMap((type) => {
    const base = BASE[type] ?? {};
    const varied = settingNames(type).flatMap((name) =>
      valuesOf(type, name).map((value) => ({
        name: `${type}, ${name} ${JSON.stringify(value)}`,
        value,
        of: name,
      })),
    );
    return [
      { name: type, type, graph: around({ type, settings: base }, classes) },
      ...varied.map(({ name, value, of }) => {
        const settings = { ...base, [of]: value } as Settings;
        return { name, type, graph: around({ type, settings }, classes) };
      }),
    ];
  });
}

/** The settings that a layer's schema knows, whether a form shows them or not. */
function settingNames(type: LayerType): string[] {
  const { shape } = LAYERS[type].settings as unknown as { shape: Record<string, unknown> };
  return Object.keys(shape);
}

function valuesOf(type: LayerType, name: string): readonly unknown[] {
  if (IS_START.test(name)) return [];
  if (IS_PENALTY.test(name)) return [0.02];
  const field = layerOf(type)?.fields.find((field) => field.name === name);
  if (field?.kind === "choice") return field.options.map(({ value }) => value);
  if (field?.kind === "boolean") return [true, false];
  const values =
    (OF_SEQUENCES.has(type) ? SEQUENCE_VALUES[name] : undefined) ??
    (HAS_RANGES.has(type) ? RANGE_VALUES[name] : undefined) ??
    VALUES[name];
  if (values === undefined) throw new Error(`No value to test ${type} with is known for its setting ${name}`);
  return values;
}

export function imageShapeOf(type: LayerType): ImageShape {
  return type === "RandomRotation" ? SQUARE : SHAPE;
}

/** Below the layer stands one with weights, whose gradients show the layer's gradient for its input. */
function around(layer: ChainLayer, classes: number): ModelGraph {
  const graph = new BranchingGraph([...imageShapeOf(layer.type)]);
  const below: ChainLayer = { type: "Conv2D", settings: { filters: 3, kernelSize: [2, 2], padding: "same" } };
  const trunk = graph.add(below, [graph.input]);
  const feed = OF_SEQUENCES.has(layer.type)
    ? graph.line([{ type: "Reshape", settings: { targetShape: [-1, 3] } }, layer], trunk)
    : graph.add(layer, inputsOf(layer, graph, trunk));
  // Flatten leaves what is flat as it is.
  return graph.finish(
    graph.line([{ type: "Flatten" }, { type: "Dense", settings: { units: classes } }], feed),
  );
}

function inputsOf({ type }: ChainLayer, graph: BranchingGraph, trunk: Feed): Feed[] {
  if (type === "Dense") return [graph.add({ type: "Flatten" }, [trunk])];
  if ((layerOf(type)?.inputs.min ?? 1) < 2) return [trunk];
  const beside: ChainLayer = {
    type: "Conv2D",
    settings: { filters: 3, kernelSize: [3, 3], padding: "same", activation: "tanh" },
  };
  return [trunk, graph.add(beside, [trunk])];
}
