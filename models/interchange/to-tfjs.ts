import type { Json, JsonObject } from "./json.ts";
import { kerasConfig } from "./keras-config.ts";
import type { Network, NetworkLayer } from "./network.ts";
import { tfjsForms, type TfjsPart, type KernelChange } from "./tfjs-forms.ts";

/** A weight of the file, and the network's own weight that it is made of. */
export type TfjsWeight = {
  name: string;
  shape: readonly number[];
  /** `<layer>/<weight>` of the network. */
  key: string;
  sourceShape: readonly number[];
  change: KernelChange | null;
};

export type TfjsModel = {
  /** `modelTopology` of a `model.json`, layers format. */
  topology: JsonObject;
  weights: readonly TfjsWeight[];
};

/**
 * The network in TensorFlow.js's layers format, which speaks Keras 2. A layer that TensorFlow.js has not, or computes
 * otherwise, becomes layers and weights that give the same numbers.
 * @throws an Error for a network of which `whyNotInTfjs` says that there are none.
 */
export function toTfjs(network: Network, name: string): TfjsModel {
  const outputs = new Map<string, string>();
  const layers: Json[] = [];
  const weights: TfjsWeight[] = [];
  for (const layer of network.layers) {
    const { name, type, shape } = layer;
    if (type === "Input") {
      const config = { batch_input_shape: [null, ...shape], dtype: "float32", sparse: false, name };
      layers.push({ class_name: "InputLayer", name, config, inbound_nodes: [] });
      outputs.set(name, name);
      continue;
    }
    const { parts, kernels } = tfjsForms(layer, kerasConfig(layer, 2));
    // The first part has the layer's name and weights; the others read it, and each other.
    for (const [index, part] of parts.entries()) {
      const inputs = index === 0 ? layer.inputs.map((input) => outputs.get(input) ?? input) : part.inputs;
      layers.push(layerJson(part, inputs));
    }
    const [before = ""] = layer.inputs;
    outputs.set(name, parts.at(-1)?.name ?? outputs.get(before) ?? before);
    weights.push(...layer.weights.map((weight) => tfjsWeight(layer, weight, kernels)));
  }
  const output = outputs.get(network.logits) ?? network.logits;
  return {
    topology: {
      class_name: "Model",
      config: {
        name,
        layers,
        input_layers: [[network.input, 0, 0]],
        output_layers: [[output, 0, 0]],
      },
      keras_version: "2.15.0",
      backend: "tensorflow",
    },
    weights,
  };
}

function layerJson({ name, className, config }: TfjsPart, inputs: readonly string[]): JsonObject {
  return {
    class_name: className,
    name,
    config: { name, trainable: true, dtype: "float32", ...config },
    inbound_nodes: [inputs.map((input) => [input, 0, 0, {}])],
  };
}

function tfjsWeight(
  layer: NetworkLayer,
  { name, shape }: NetworkLayer["weights"][number],
  kernels: Readonly<Record<string, KernelChange>>,
): TfjsWeight {
  const change = kernels[name] ?? null;
  const called = layer.type === "DepthwiseConv2D" && name === "kernel" ? "depthwise_kernel" : name;
  return {
    name: `${layer.name}/${called}`,
    shape: change?.shape ?? shape,
    key: `${layer.name}/${name}`,
    sourceShape: shape,
    change,
  };
}
