import { networkOf } from "./network.ts";
import { parseModelText } from "./file/parse-model-text.ts";

/** What an import makes of a file, in few words: its wires and layers, or why there is none. */
export function importOf(file: unknown, kerasVersion?: string) {
  const read = parseModelText(typeof file === "string" ? file : JSON.stringify(file), kerasVersion);
  if (!read.ok) return { reason: read.reason };
  const { nodes, edges } = read.graph;
  const result = networkOf(read.graph);
  return {
    notes: read.notes,
    wires: edges.map(({ source, target }) => `${source} ${target}`),
    layer: (name: string) => nodes.find((node) => node.id === name),
    /** Shapes by the layers' names, where the network is whole. */
    shapes: result.ok
      ? Object.fromEntries(result.network.layers.map(({ name, shape }) => [name, shape]))
      : result.reason,
  };
}

/** A layer as Keras 2 and TensorFlow.js write it. */
export function keras2Layer(className: string, name: string, config: object = {}, inputs: unknown[] = []) {
  const nodes = inputs.map((input) => (typeof input === "string" ? [input, 0, 0, {}] : input));
  return {
    class_name: className,
    name,
    config: { name, trainable: true, dtype: "float32", ...config },
    inbound_nodes: nodes.length === 0 ? [] : [nodes],
  };
}

export function keras2Input(name = "in", shape: readonly (number | null)[] = [8, 8, 3]) {
  return keras2Layer("InputLayer", name, {
    batch_input_shape: [null, ...shape],
    sparse: false,
    ragged: false,
  });
}

type Ends = { input?: string; output: unknown; name?: string };

export function keras2Model(layers: readonly object[], { input = "in", output, name = "model" }: Ends) {
  return {
    class_name: "Functional",
    config: {
      name,
      layers,
      input_layers: [[input, 0, 0]],
      output_layers: typeof output === "string" ? [[output, 0, 0]] : output,
    },
    keras_version: "2.9.0",
    backend: "tensorflow",
  };
}
