import { applicationLayers } from "./application-layers.ts";
import { classNameOf } from "./class-name.ts";
import { isObject, own } from "./json.ts";
import { KERAS_LAYERS } from "./keras-layers.ts";
import { asOurLayer } from "./other-layers.ts";
import type { FileLayer, FileModel } from "./file-model.ts";
import { Refusal } from "./refusal.ts";

/**
 * Layers of Keras that are two blocks here: a global pooling that keeps its axes is one that does not, and a Reshape; a
 * layer whose activation is a layer is followed by it.
 */
export function splitLayers(file: FileModel): FileModel {
  const model = applicationLayers(file);
  const names = new Set(model.layers.map(({ name }) => name));
  /** By the layer's name, what now gives its result. */
  const ends = new Map<string, string>();
  const parts = model.layers.flatMap((layer): FileLayer[] => {
    const [first, second] = split(layer);
    if (second === undefined) return [first];
    const name = freeName(second.name, names);
    ends.set(layer.name, name);
    return [first, { ...second, name }];
  });
  const isNew = new Set(ends.values());
  return {
    ...model,
    layers: parts.map((layer) =>
      isNew.has(layer.name)
        ? layer
        : { ...layer, inputs: layer.inputs.map((input) => ends.get(input) ?? input) },
    ),
    output: ends.get(model.output) ?? model.output,
  };
}

function split(layer: FileLayer): [FileLayer, FileLayer?] {
  const { name, className, config } = layer;
  const pooling = /^Global(?:Average|Max)Pooling([12])D$/.exec(className);
  if (pooling !== null && own(config, "keepdims") === true) {
    const ones = pooling[1] === "1" ? [1] : [1, 1];
    return [
      { ...layer, config: { ...(config as object), keepdims: false } },
      added(`${name}_reshape`, layer, { className: "Reshape", config: { target_shape: [...ones, -1] } }),
    ];
  }
  const activation = own(config, "activation");
  const isLayer = isObject(activation) && own(activation, "class_name") !== "function";
  return isLayer ? withActivation(layer, activation) : [layer];
}

type Part = Pick<FileLayer, "className" | "config">;

function added(name: string, before: FileLayer, part: Part): FileLayer {
  return { ...part, name, inputs: [before.name], callNotes: [] };
}

function withActivation(layer: FileLayer, json: Record<string, unknown>): [FileLayer, FileLayer?] {
  if (own(json, "class_name") === undefined) {
    throw new Refusal(`${layer.name}: activation is a function of its own in Python, which cannot be read`);
  }
  const activation = { className: activationClass(layer.name, json), config: own(json, "config") ?? {} };
  const part = asOurLayer(added(`${layer.name}_activation`, layer, activation));
  if (!Object.hasOwn(KERAS_LAYERS, part.className)) {
    throw new Refusal(`${layer.name}: activation ${part.className.slice(0, 60)}, which Strata has not`);
  }
  const name = own(part.config, "activation");
  const isName = part.className === "Activation" && (own(part.config, "axis") ?? -1) === -1;
  const setTo = (value: unknown) => ({
    ...layer,
    config: { ...(layer.config as object), activation: value },
  });
  if (isName) return [setTo(name)];
  if (layer.className !== "Activation") return [setTo("linear"), part];
  return [{ ...layer, className: part.className, config: part.config }];
}

function activationClass(layer: string, json: unknown): string {
  try {
    return classNameOf(json, "activation");
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(`${layer}: ${error.message}`, { cause: error });
    throw error;
  }
}

function freeName(wanted: string, names: Set<string>): string {
  let name = wanted;
  for (let index = 1; names.has(name); index++) name = `${wanted}_${index}`;
  names.add(name);
  return name;
}
