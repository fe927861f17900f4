import type { Json, JsonObject } from "./json.ts";
import { kerasConfig } from "./keras-config.ts";
import type { Network, NetworkLayer } from "./network.ts";
import { tfjsForms } from "./tfjs-forms.ts";
import type { KernelChange, TfjsForms, TfjsPart } from "./tfjs-part.ts";

/** A weight of the file, and the network's own weight that it is made of. */
export type TfjsWeight = {
  name: string;
  shape: readonly number[];
  /** `<layer>/<weight>` of the network; null for the same number throughout. */
  key: string | null;
  value: number;
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
    const forms = tfjsForms(layer, kerasConfig(layer, 2));
    const { parts, constant } = forms;
    // One part has the layer's name and weights. The first reads what the layer reads; the others read it, and each other.
    for (const [index, part] of parts.entries()) {
      const inputs = index === 0 ? layer.inputs.map((input) => outputs.get(input) ?? input) : part.inputs;
      layers.push(layerJson(part, inputs));
    }
    const [before = ""] = layer.inputs;
    outputs.set(name, parts.at(-1)?.name ?? outputs.get(before) ?? before);
    weights.push(...layer.weights.map((weight) => tfjsWeight(layer, weight, forms)));
    if (constant !== undefined) {
      const { shape, value } = constant;
      weights.push({
        name: `${name}/${constant.name}`,
        shape,
        key: null,
        value,
        sourceShape: shape,
        change: null,
      });
    }
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
  { kernels, renamed = {} }: TfjsForms,
): TfjsWeight {
  const change = kernels[name] ?? null;
  const own = layer.type === "DepthwiseConv2D" && name === "kernel" ? "depthwise_kernel" : name;
  const called = renamed[name] ?? { name: own, shape: change?.shape ?? shape };
  return {
    name: `${layer.name}/${called.name}`,
    shape: called.shape,
    key: `${layer.name}/${name}`,
    value: 0,
    sourceShape: shape,
    change,
  };
}
