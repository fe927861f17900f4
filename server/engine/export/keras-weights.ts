import { baseLayerName } from "#models/graph/layer-name.ts";
import type { Network } from "#models/interchange/network.ts";
import type { LazyBytes } from "./archive.ts";
import { hdf5Header } from "./hdf5-header.ts";
import type { WeightFile } from "./weight-file.ts";

/**
 * The `.weights.h5` file of Keras 3: `layers/<class>_<n>/vars/<i>`, the layers of a class numbered in the order of
 * `model.layers`, the weights of a layer trainable ones first. Source: `_save_container_state` in
 * keras/src/saving/saving_lib.py.
 */
export function kerasWeights(network: Network, weights: WeightFile): LazyBytes {
  const counts = new Map<string, number>();
  const datasets = network.layers.flatMap(({ name, type, weights }) => {
    const base = baseLayerName(type === "Input" ? "InputLayer" : type);
    const count = counts.get(base) ?? 0;
    counts.set(base, count + 1);
    const group = `layers/${count === 0 ? base : `${base}_${count}`}/vars`;
    return weights
      .toSorted((a, b) => Number(b.isTrainable) - Number(a.isTrainable))
      .map((weight, index) => ({
        path: `${group}/${index}`,
        key: `${name}/${weight.name}`,
        shape: weight.shape,
      }));
  });
  const { header, sizeBytes } = hdf5Header(datasets);
  return {
    sizeBytes,
    async *bytes() {
      yield header;
      for (const { key, shape } of datasets) yield* weights.stream(key, shape);
    },
  };
}
