import type { Hdf5Group } from "./hdf5.ts";
import { named, weightsByName, type NamedArray } from "./named-weights.ts";
import { WeightsRefusal, type FileWeights } from "./file-weights.ts";
import { MAX_WEIGHT_NAMES } from "./limits.ts";

/**
 * Of a `.h5` file of Keras 2 or 3: `model_weights/<layer>/<name>`, named in attributes.
 * @throws WeightsRefusal where it names more than there can be.
 */
export function legacyWeights(root: Hdf5Group): FileWeights {
  const model = root.at(["model_weights"]) ?? root;
  let names = 0;
  const arrays = (model.texts("layer_names") ?? model.names()).flatMap((layer): NamedArray[] => {
    const group = model.at(layer.split("/"));
    const paths = group?.texts("weight_names") ?? [];
    names += paths.length;
    if (names > MAX_WEIGHT_NAMES) {
      throw new WeightsRefusal(`It names more than ${MAX_WEIGHT_NAMES} weights, the most that are read`);
    }
    return paths.flatMap((path): NamedArray[] => {
      const steps = path.split("/");
      const array = group?.at(steps.slice(0, -1))?.array(steps.at(-1) ?? "") ?? null;
      return array === null ? [] : [{ ...named(path), group: layer, ...array }];
    });
  });
  return weightsByName(arrays);
}
