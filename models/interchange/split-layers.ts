import { own } from "./json.ts";
import type { FileLayer, FileModel } from "./read-model.ts";

/** Layers of Keras that are two blocks here: a global pooling that keeps its axes is one that does not, and a Reshape. */
export function splitLayers(model: FileModel): FileModel {
  const names = new Set(model.layers.map(({ name }) => name));
  /** By the layer's name, what now gives its result. */
  const ends = new Map<string, string>();
  const layers = model.layers.flatMap((layer): FileLayer[] => {
    if (layer.className !== "GlobalAveragePooling2D" || own(layer.config, "keepdims") !== true)
      return [layer];
    const name = freeName(`${layer.name}_reshape`, names);
    ends.set(layer.name, name);
    return [
      { ...layer, config: { ...(layer.config as object), keepdims: false } },
      {
        name,
        className: "Reshape",
        config: { target_shape: [1, 1, -1] },
        inputs: [layer.name],
        callNotes: [],
      },
    ];
  });
  const isNew = new Set(ends.values());
  return {
    ...model,
    layers: layers.map((layer) =>
      isNew.has(layer.name)
        ? layer
        : { ...layer, inputs: layer.inputs.map((input) => ends.get(input) ?? input) },
    ),
    output: ends.get(model.output) ?? model.output,
  };
}

function freeName(wanted: string, names: Set<string>): string {
  let name = wanted;
  for (let index = 1; names.has(name); index++) name = `${wanted}_${index}`;
  names.add(name);
  return name;
}
