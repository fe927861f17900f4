import type { Hdf5Group } from "./hdf5.ts";
import type { FileArray, FileWeights } from "./file-weights.ts";

/** Where the layers of a model lie in it, in Keras 3, and in Keras 2.13 and later. */
const LAYERS = [["layers"], ["_layer_checkpoint_dependencies"], ["_functional", "layers"]];

/** Of the `model.weights.h5` of a `.keras` file: `layers/<class>_<n>/vars/<i>`. */
export function kerasFileWeights(root: Hdf5Group): FileWeights {
  return ({ path }) => {
    let group: Hdf5Group | null = root;
    for (const name of path) {
      const model: Hdf5Group | null = group;
      group = LAYERS.flatMap((layers) => model?.at([...layers, name]) ?? [])[0] ?? null;
    }
    const vars = group?.at(["vars"]) ?? null;
    if (vars === null) return [];
    const arrays = vars.names().map((_, index) => vars.array(String(index)));
    return arrays.flatMap((array): FileArray[] => (array === null ? [] : [{ name: null, ...array }]));
  };
}
