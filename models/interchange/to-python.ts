import { isObject, type Json } from "./json.ts";
import { kerasConfig } from "./keras-config.ts";
import type { Network, NetworkLayer } from "./network.ts";

/**
 * Python that a learner can read and change: one line of Keras 3 a layer, ending in `model`, which gives logits. A variable is
 * called as its layer; where that is a name of Python's own or one of `taken`, which code around it uses, underscores follow.
 */
export function toPython(network: Network, name: string, taken: ReadonlySet<string> = new Set()): string {
  const variables = variablesOf(network, taken);
  const variable = (layer: string): string => variables.get(layer) ?? layer;
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

/** Names of layers are lower case; so are these: keywords, built-ins (Python 3.14), and what the lines above use. */
const PYTHONS = new Set(
  (
    "and as assert async await break class continue def del elif else except finally for from global if import in is " +
    "lambda nonlocal not or pass raise return try while with yield match case type " +
    "abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright " +
    "credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash " +
    "help hex id input int isinstance issubclass iter len license list locals map max memoryview min next object oct open " +
    "ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple vars zip " +
    "display get_ipython keras layers model"
  ).split(" "),
);

/** A variable of its own for each layer; those whose names can stay keep them, whoever comes first. */
function variablesOf({ layers }: Network, taken: ReadonlySet<string>): Map<string, string> {
  const isTaken = (name: string): boolean => PYTHONS.has(name) || taken.has(name);
  const names = layers.map(({ name }) => name);
  const used = new Set(names.filter((name) => !isTaken(name)));
  return new Map(
    names.map((name) => {
      if (!isTaken(name)) return [name, name];
      let variable = `${name}_`;
      while (isTaken(variable) || used.has(variable)) variable += "_";
      used.add(variable);
      return [name, variable];
    }),
  );
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
