import type { Shape } from "#models/layers/define-layer.ts";
import { elementCount } from "#models/layers/element-count.ts";
import type { LayerSettings } from "#models/layers/index.ts";
import type { Draw } from "#server/engine/train/batches/fill-random.ts";
import type { NetworkPlan, PlannedLayer } from "#server/engine/weights/network-plan.ts";
import { BlockedValues } from "../passes/blocked-values.ts";
import type { GraphBuilder } from "./graph-builder.ts";
import type { LayerOutput, LayerValue } from "../layers/define-onnx-layer.ts";
import { onnxLayerOf, type InnerLayerType } from "../layers/index.ts";

/** Random numbers that a layer wants in each step. */
export type MaskInput = {
  name: string;
  type: "uint8" | "float32";
  draw: Draw;
  elementsPerImage: number;
  dims: readonly number[];
};

export type ForwardOptions = {
  /** float32 [batch, channels, height, width], 0..1. */
  images: string;
  isTraining: boolean;
  /** Value of a weight in ONNX's layout, by Keras name. */
  weights: ReadonlyMap<string, string>;
};

export type ForwardPass = {
  /** What each layer between Input and Output gave. */
  layers: ReadonlyMap<string, { layer: PlannedLayer; result: LayerOutput }>;
  /** What leads into Output, [batch, classes]. */
  logits: string;
  masks: readonly MaskInput[];
};

/** Emits the network from its input to the logits. */
export function emitForward(graph: GraphBuilder, plan: NetworkPlan, options: ForwardOptions): ForwardPass {
  const values = new Map<string, LayerValue>();
  const layers = new Map<string, { layer: PlannedLayer; result: LayerOutput }>();
  const masks: MaskInput[] = [];
  const blocked = new BlockedValues(graph);
  const random = (layer: string, draw: Draw, shape: Shape) => {
    const dims = channelsFirst(shape);
    const type = draw.kind === "mask" ? "uint8" : "float32";
    const name = graph.input(`${layer}/mask`, type, ["batch", ...dims]);
    masks.push({ name, type, draw, dims, elementsPerImage: elementCount(dims) });
    return name;
  };
  for (const layer of plan.layers) {
    if (layer.type === "Input") values.set(layer.name, { name: options.images, shape: asMap(layer.shape) });
    const operators = onnxLayerOf(layer.type);
    if (!operators) continue;
    const inputs = layer.inputs.map((source) => found(values, source));
    const result = operators.emit({
      graph,
      blocked,
      settings: layer.settings as LayerSettings<InnerLayerType>,
      inputs: inputs as [LayerValue, ...LayerValue[]],
      outputShape: asMap(layer.shape),
      isSequence: layer.shape.length === 2,
      border: layer.border,
      isTraining: options.isTraining,
      isFrozen: layer.isFrozen,
      weight: (name) => found(options.weights, `${layer.name}/${name}`),
      randomMask: (rate, shape) => random(layer.name, { kind: "mask", rate }, shape),
      randomNormal: () => random(layer.name, { kind: "normal" }, asMap(layer.inputShapes[0] ?? [])),
      randomUniform: (shape) => random(layer.name, { kind: "uniform" }, shape),
    });
    layers.set(layer.name, { layer, result });
    values.set(layer.name, { name: result.output, shape: asMap(layer.shape) });
  }
  return { layers, logits: found(values, plan.logits).name, masks };
}

/** A sequence is a map of one row, so that all that works on maps works on it. */
function asMap(shape: Shape): Shape {
  return shape.length === 2 ? [1, ...shape] : shape;
}

function channelsFirst(shape: readonly number[]): number[] {
  const [height, width, channels] = shape;
  if (height === undefined || width === undefined || channels === undefined) return [...shape];
  return [channels, height, width];
}

function found<Value>(map: ReadonlyMap<string, Value>, key: string): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`${key} is not computed before it is used`);
  return value;
}
