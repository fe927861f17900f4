import { isObject, own } from "./json.ts";
import { Refusal, shown } from "./refusal.ts";

/** One of the outputs of a layer, of which only a model in a model has several. */
export type LayerRef = { layer: string; tensor: number; /** Which call of the layer. */ call?: number };

/** How a layer is used in a functional model. */
export type LayerCall = {
  /** What it reads, in the order in which it is given. */
  inputs: readonly LayerRef[];
  /** Arguments that are no other layers, by their place among the inputs: the 3 in `x + 3`. */
  values: readonly { place: number; value: unknown }[];
  /** Named arguments, in Python's names. */
  kwargs: Readonly<Record<string, unknown>>;
};

/** Keras 2: `[[["conv2d", 0, 0, {}]]]`. Keras 3: `[{ "args": [tensor or [tensor, tensor]], "kwargs": {} }]`. */
export function readCalls(name: string, json: unknown): LayerCall[] {
  const nodes = own(json, "inbound_nodes");
  if (!Array.isArray(nodes)) return [];
  return (nodes as unknown[]).map((node) => {
    if (isObject(node)) {
      const isKeras3 = own(node, "args") !== undefined || own(node, "kwargs") !== undefined;
      // Keras 2 calls a model by the names of its inputs, too: `{ "image": ["conv2d", 0, 0, {}] }`.
      return isKeras3 ? callOf(name, node.args, node.kwargs) : keras2Call(name, Object.values(node));
    }
    if (!Array.isArray(node)) throw new Refusal(`${name}: its inputs cannot be read`);
    return keras2Call(name, typeof node[0] === "string" ? [node] : node);
  });
}

/** Each entry has the arguments of the call again, an operation's first one those that are no layers as well. */
function keras2Call(name: string, entries: readonly unknown[]): LayerCall {
  const args = entries.map((entry): unknown => {
    if (Array.isArray(entry) && entry[0] === "_CONSTANT_VALUE") return entry[2];
    return tensorOf(entry, name);
  });
  const kwargs = entries
    .map((entry): unknown => (Array.isArray(entry) ? entry[3] : undefined))
    .find(isObject);
  return callOf(name, args, kwargs);
}

function callOf(name: string, args: unknown, kwargs: unknown): LayerCall {
  const named = isObject(kwargs) ? kwargs : {};
  // What is called as `layer(inputs=x)` reads x as well.
  const given = [...(Array.isArray(args) ? args : []), own(named, "inputs") ?? []].flat(1) as unknown[];
  const values: { place: number; value: unknown }[] = [];
  const inputs: LayerRef[] = [];
  for (const [place, argument] of given.entries()) {
    if (isTensor(argument)) inputs.push(refOf(own(own(argument, "config"), "keras_history"), name));
    else values.push({ place, value: argument });
  }
  const { inputs: _, ...rest } = named;
  return { inputs, values, kwargs: rest };
}

/** What Keras 2 writes of a tensor as Keras 3 does, so that one reader reads both. */
function tensorOf(entry: unknown, reader: string): unknown {
  const { layer, call, tensor } = refOf(entry, reader);
  return { class_name: "__keras_tensor__", config: { keras_history: [layer, call, tensor] } };
}

export function isTensor(value: unknown): boolean {
  return own(value, "class_name") === "__keras_tensor__";
}

/** `["dense", 0, 0]`: the layer, its call and its output. */
export function refOf(entry: unknown, reader: string): LayerRef {
  const [layer, call, tensor] = Array.isArray(entry) ? (entry as unknown[]) : [];
  if (typeof layer === "string" && isCount(call) && isCount(tensor)) return { layer, call, tensor };
  throw new Refusal(`${reader} reads ${shown(entry)}, which is no output of a layer`);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}
