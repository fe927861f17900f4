import * as h5wasm from "h5wasm";
import type { Network } from "#models/interchange/network.ts";
import { toKeras } from "#models/interchange/to-keras.ts";
import type { WeightValues } from "../weights/weight-values.ts";

type Written = { path: string; shape: readonly number[]; data: Float32Array };

/** An HDF5 file as Keras 2 and 3 write `model.save("model.h5")`. @param groups by the layer that stands in the model. */
export async function legacyFile(
  config: unknown,
  groups: ReadonlyMap<string, readonly Written[]>,
): Promise<Uint8Array<ArrayBuffer>> {
  const { FS } = await h5wasm.ready;
  const file = new h5wasm.File("/written.h5", "w");
  file.create_attribute("keras_version", "2.15.0");
  if (config !== null) file.create_attribute("model_config", JSON.stringify(config));
  const model = file.create_group("model_weights");
  if (groups.size > 0) model.create_attribute("layer_names", [...groups.keys()]);
  for (const [layer, arrays] of groups) {
    const group = model.create_group(layer);
    if (arrays.length > 0)
      group.create_attribute(
        "weight_names",
        arrays.map(({ path }) => path),
      );
    for (const { path, shape, data } of arrays) {
      let inner = group;
      const steps = path.split("/");
      for (const step of steps.slice(0, -1)) {
        const found = inner.get(step);
        inner = found instanceof h5wasm.Group ? found : inner.create_group(step);
      }
      const last = steps.at(-1) ?? "";
      // Named more than once, it is there once.
      if (inner.get(last) !== null) continue;
      inner.create_dataset({ name: last, data, shape: [...shape], dtype: "<f" });
    }
  }
  file.close();
  const bytes = Uint8Array.from(FS.readFile("/written.h5"));
  FS.unlink("/written.h5");
  return bytes;
}

/** The same of a network of ours. */
export function asLegacyFile(network: Network, values: WeightValues): Promise<Uint8Array<ArrayBuffer>> {
  const groups = network.layers.map(({ name, weights }) => {
    const arrays = weights.map((weight) => ({
      path: `${name}/${weight.name}:0`,
      shape: weight.shape,
      data: values.get(`${name}/${weight.name}`) ?? new Float32Array(),
    }));
    return [name, arrays] as const;
  });
  return legacyFile(toKeras(network, "network"), new Map(groups));
}
