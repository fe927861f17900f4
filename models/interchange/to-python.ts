import { isObject, type Json } from "./json.ts";
import { kerasConfig } from "./keras-config.ts";
import type { Network, NetworkLayer } from "./network.ts";

/** Python that a learner can read and change: one line of Keras 3 a layer, ending in `model`, which gives logits. */
export function toPython(network: Network, name: string): string {
  const lines = network.layers.map((layer) => {
    const { name, type, inputs, shape } = layer;
    if (type === "Input") return `${variable(name)} = keras.Input(${literal(shape)}, name="${name}")`;
    const sources = inputs.map(variable).join(", ");
    const source = inputs.length === 1 ? sources : `[${sources}]`;
    const settings = Object.entries(kerasConfig(layer, 3)).filter((setting) => !isDefault(layer, setting));
    const given = [...settings.map(([key, value]) => `${key}=${literal(value)}`), `name="${name}"`];
    return `${variable(name)} = layers.${type}(${given.join(", ")})(${source})`;
  });
  const ends = `${variable(network.input)}, ${variable(network.logits)}`;
  return [...lines, `model = keras.Model(${ends}, name="${name}")`].join("\n");
}

/** Words that Python keeps, and those that the notebook uses itself. */
const TAKEN = new Set(
  (
    "and as assert async await break class continue def del elif else except finally for from global if import in is " +
    "lambda nonlocal not or pass raise return try while with match case type " +
    "keras layers model np os re zipfile image path"
  ).split(" "),
);

function variable(name: string): string {
  return TAKEN.has(name) ? `${name}_` : name;
}

/** What Keras does anyway, where it is more to read than to know. */
const DEFAULTS: Readonly<Record<string, Json>> = {
  padding: "valid",
  dilation_rate: [1, 1],
  groups: 1,
  use_bias: true,
  depth_multiplier: 1,
  center: true,
  scale: true,
  axis: -1,
};

function isDefault({ type }: NetworkLayer, [key, value]: [string, Json]): boolean {
  if (key === "activation") return value === "linear" && type !== "Activation";
  // Of a pooling, Keras's default is the pool size.
  if (key === "strides") return !/Pooling[12]D$/.test(type) && /^\[1(,1)?\]$/.test(JSON.stringify(value));
  if (key === "dilation_rate" && type === "Conv1D") return JSON.stringify(value) === "[1]";
  return Object.hasOwn(DEFAULTS, key) && JSON.stringify(value) === JSON.stringify(DEFAULTS[key]);
}

function literal(value: Json | undefined): string {
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => literal(item));
    return items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`;
  }
  if (isObject(value)) return call(value);
  if (value === true) return "True";
  if (value === false) return "False";
  return value === null || value === undefined ? "None" : JSON.stringify(value);
}

/** An initializer or a regularizer: `keras.regularizers.L1L2(l1=0, l2=0.01)`. */
function call(made: Record<string, unknown>): string {
  const settings = Object.entries(made.config ?? {}).map(
    ([key, value]) => `${key}=${literal(value as Json)}`,
  );
  return `${made.module as string}.${made.class_name as string}(${settings.join(", ")})`;
}
