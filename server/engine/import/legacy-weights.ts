import type { Hdf5Group } from "./hdf5.ts";
import { named, weightsByName, type NamedArray } from "./named-weights.ts";
import type { FileWeights } from "./file-weights.ts";

/** Of a `.h5` file of Keras 2 or 3: `model_weights/<layer>/<name>`, named in attributes. */
export function legacyWeights(root: Hdf5Group): FileWeights {
  const model = root.at(["model_weights"]) ?? root;
  const arrays = (model.texts("layer_names") ?? model.names()).flatMap((layer): NamedArray[] => {
    const group = model.at(layer.split("/"));
    return (group?.texts("weight_names") ?? []).flatMap((path): NamedArray[] => {
      const steps = path.split("/");
      const array = group?.at(steps.slice(0, -1))?.array(steps.at(-1) ?? "") ?? null;
      return array === null ? [] : [{ ...named(path), group: layer, ...array }];
    });
  });
  return weightsByName(arrays);
}
