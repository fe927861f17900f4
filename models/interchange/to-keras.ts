import type { Json, JsonObject } from "./json.ts";
import { kerasConfig } from "./keras-config.ts";
import type { Network, NetworkLayer } from "./network.ts";

/** `config.json` of a `.keras` file, Keras 3: what `keras.saving.deserialize_keras_object` builds the model from. */
export function toKeras(network: Network, name: string): JsonObject {
  const shapes = new Map(network.layers.map((layer) => [layer.name, layer.shape]));
  const tensor = (source: string): JsonObject => ({
    class_name: "__keras_tensor__",
    config: {
      shape: [null, ...(shapes.get(source) ?? [])],
      dtype: "float32",
      keras_history: [source, 0, 0],
    },
  });
  return {
    module: "keras.src.models.functional",
    class_name: "Functional",
    config: {
      name,
      trainable: true,
      layers: network.layers.map((layer) => layerJson(layer, tensor)),
      input_layers: [network.input, 0, 0],
      output_layers: [network.logits, 0, 0],
    },
    registered_name: "Functional",
  };
}

function layerJson(layer: NetworkLayer, tensor: (source: string) => JsonObject): JsonObject {
  const { name, type, inputs, shape, inputShapes } = layer;
  const common = { module: "keras.layers", registered_name: null, name };
  if (type === "Input") {
    const config = { batch_shape: [null, ...shape], dtype: "float32", name };
    return { ...common, class_name: "InputLayer", config, inbound_nodes: [] };
  }
  const tensors = inputs.map(tensor);
  const args: Json[] = tensors.length === 1 ? tensors : [tensors];
  const built = inputShapes.map((input) => [null, ...input]);
  return {
    ...common,
    class_name: type,
    config: { name, dtype: "float32", ...kerasConfig(layer, 3) },
    build_config: { input_shape: built.length === 1 ? (built[0] ?? []) : built },
    inbound_nodes: [{ args, kwargs: {} }],
  };
}
