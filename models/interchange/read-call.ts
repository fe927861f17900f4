import { isObject, own } from "./json.ts";
import { Refusal, shown } from "./refusal.ts";

/** How a layer is used in a functional model. */
export type LayerCall = {
  /** Names of the layers that it reads. */
  inputs: readonly string[];
  /** Arguments of the call that a block has no place for, such as `training=false`. */
  callNotes: readonly string[];
};

/** Keras 2: `[[["conv2d", 0, 0, {}]]]`. Keras 3: `[{ "args": [tensor or [tensor, tensor]], "kwargs": {} }]`. */
export function readCall(name: string, json: unknown): LayerCall {
  const nodes = own(json, "inbound_nodes");
  if (!Array.isArray(nodes) || nodes.length === 0) return { inputs: [], callNotes: [] };
  if (nodes.length > 1) {
    throw new Refusal(`The layer ${name} is used ${nodes.length} times in the model; a block has one place`);
  }
  const [node] = nodes as unknown[];
  const className = own(json, "class_name");
  if (isObject(node)) {
    const kwargs = own(node, "kwargs");
    return { inputs: keras3Inputs(name, node), callNotes: notesOf(name, className, kwargs) };
  }
  if (!Array.isArray(node)) throw new Refusal(`The layer ${name} has inputs that cannot be read`);
  const entries: unknown[] = typeof node[0] === "string" ? [node] : node;
  return {
    inputs: entries.map((entry) => sourceOf(entry, name)),
    callNotes: entries.flatMap((entry) => (Array.isArray(entry) ? notesOf(name, className, entry[3]) : [])),
  };
}

function keras3Inputs(name: string, node: Record<string, unknown>): string[] {
  const args = own(node, "args");
  // What is called as `layer(inputs=x)` reads x as well.
  const named = own(own(node, "kwargs"), "inputs") ?? [];
  const given = [...(Array.isArray(args) ? args : []), named].flat(1) as unknown[];
  return given.map((argument) => {
    if (isTensor(argument)) return sourceOf(own(own(argument, "config"), "keras_history"), name);
    throw new Refusal(`The layer ${name} takes ${shown(argument)} beside other layers, which no block does`);
  });
}

function notesOf(name: string, className: unknown, kwargs: unknown): string[] {
  if (!isObject(kwargs)) return [];
  return Object.entries(kwargs).flatMap(([key, value]) => {
    if (key === "inputs" || value === null) return [];
    if (isTensor(value)) throw new Refusal(`The layer ${name} reads another layer as its ${key}`);
    // Keras 3 writes the default of a call down as well, by which the way that the model is used decides.
    if (key === "training" && value !== OTHER_MODE[String(className)]) return [];
    return [`${key}=${shown(value)} in the call of ${name}`];
  });
}

/** The value of `training` that makes a layer work against the way that the model is used. */
const OTHER_MODE: Readonly<Record<string, boolean>> = {
  BatchNormalization: false,
  Dropout: true,
  SpatialDropout2D: true,
  GaussianNoise: true,
};

function isTensor(value: unknown): boolean {
  return own(value, "class_name") === "__keras_tensor__";
}

/** `["dense", 0, 0]`: the layer's name. */
export function sourceOf(entry: unknown, reader: string): string {
  const [name, node, tensor] = Array.isArray(entry) ? (entry as unknown[]) : [];
  if (typeof name === "string" && node === 0 && tensor === 0) return name;
  throw new Refusal(`The layer ${reader} reads ${shown(entry)}, which is not the one output of a layer`);
}
