import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dataset, File, Group, ready } from "h5wasm/node";
import { expect, test } from "vitest";
import { fromKeras } from "#models/interchange/from-keras.ts";
import { sameNetwork } from "#models/graph/diff.ts";
import { PRESETS } from "#models/presets/index.ts";
import { kerasArchive } from "./keras-archive.ts";
import { exportedNetwork, resized, unzipped } from "./testing.ts";

type Hdf5Array = { shape: number[]; dtype: unknown; values: Float32Array };

/** Every array of an HDF5 file by its path, read by the HDF5 library itself. */
async function readHdf5(bytes: Buffer): Promise<Map<string, Hdf5Array>> {
  await ready;
  const folder = await mkdtemp(join(tmpdir(), "strata-h5-"));
  const path = join(folder, "weights.h5");
  await writeFile(path, bytes);
  const file = new File(path, "r");
  const found = new Map<string, Hdf5Array>();
  const walk = (group: Group): void => {
    for (const name of group.keys()) {
      const item = group.get(name);
      if (item instanceof Group) walk(item);
      else if (item instanceof Dataset) {
        const { path, shape, dtype, value } = item;
        found.set(path, { shape: shape ?? [], dtype, values: value as Float32Array });
      }
    }
  };
  walk(file);
  file.close();
  await rm(folder, { recursive: true });
  return found;
}

test.each(PRESETS.map(({ id, graph }) => [id, graph] as const))(
  "%s: its config imports again, its weights are all in the HDF5 file",
  async (_, graph) => {
    const small = resized(graph, [16, 16, 3]);
    const { source, values, close } = await exportedNetwork(small, [16, 16, 3], 1);
    const files = await unzipped(await kerasArchive(source));
    await close();
    expect([...files.keys()]).toEqual(["metadata.json", "config.json", "model.weights.h5"]);
    const back = fromKeras(JSON.parse(files.get("config.json")?.toString() ?? ""));
    expect(back.ok && sameNetwork(back.graph, small)).toBe(true);
    const arrays = await readHdf5(files.get("model.weights.h5") ?? Buffer.alloc(0));
    expect(arrays.size).toBe(values.size);
    const layers = source.network.layers.filter(({ weights }) => weights.length > 0);
    // Keras counts the layers of a class in its own order; the nth of a class here is the nth there.
    const ofClass = new Map<string, number>();
    for (const { name, type, weights } of layers) {
      const n = ofClass.get(type) ?? 0;
      ofClass.set(type, n + 1);
      const base = { Conv2D: "conv2d", Dense: "dense", BatchNormalization: "batch_normalization" }[
        type as string
      ];
      if (base === undefined) continue;
      for (const [index, weight] of weights.entries()) {
        const array = arrays.get(`/layers/${base}${n === 0 ? "" : `_${n}`}/vars/${index}`);
        expect(array).toMatchObject({ shape: weight.shape, dtype: "<f" });
        const expected = values.get(`${name}/${weight.name}`);
        expect(expected?.every((value, i) => value === array?.values[i])).toBe(true);
      }
    }
  },
);
