import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { mobilenetV3Small } from "#models/backbones/mobilenet-v3-small.ts";
import { torchvisionWeights } from "#models/backbones/torchvision-weights.ts";
import { decodeSafeTensors, encodeSafeTensors, type SafeTensor } from "#server/engine/weights/safetensors.ts";
import { createFileStorage } from "#server/storage/files/file-storage.ts";
import { backboneKey } from "#server/storage/storage-keys.ts";
import { addBackbone, listBackbones } from "./backbones.ts";

/** One number in each array, which is in no shape that could be computed with: only names are asked for. */
function theirs(): Map<string, SafeTensor> {
  return new Map(
    torchvisionWeights().map(({ from, order }) => {
      const shape = order.map(() => 1);
      return [from, { dtype: "F32", shape, data: Float32Array.of(from.length) }];
    }),
  );
}

test("torchvision's weights are kept by our own names, and a file without all of them is not taken", async () => {
  const home = await mkdtemp(join(tmpdir(), "strata-backbones-"));
  const files = createFileStorage({ home, reserveBytes: 0 });
  const path = join(home, "file");
  const add = async (tensors: Map<string, SafeTensor>) => {
    await writeFile(path, encodeSafeTensors({ tensors, metadata: {} }));
    return addBackbone(files, path);
  };
  try {
    const less = theirs();
    less.delete("features.0.0.weight");
    await expect(add(less)).rejects.toThrow(/was not taken/);
    expect(await listBackbones(files)).toMatchObject([{ name: "mobilenet-v3-small", isHere: false }]);
    expect(await add(theirs())).toMatchObject({ name: "mobilenet-v3-small" });
    expect(await listBackbones(files)).toMatchObject([{ isHere: true }]);
    const kept = await files.openRead(backboneKey("mobilenet-v3-small"));
    if (kept === null) throw new Error("Nothing is kept");
    const { tensors } = decodeSafeTensors(await buffer(kept.stream));
    const { nodes } = mobilenetV3Small({ padding: "torch", frozenStages: 0 });
    expect(tensors.size).toBe(torchvisionWeights().length);
    expect(nodes.some(({ name }) => tensors.has(`${name}/kernel`))).toBe(true);
    await writeFile(path, Buffer.from("\u0008\u0007 an ONNX file"));
    expect(await addBackbone(files, path)).toBeNull();
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});
