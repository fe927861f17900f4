import { z } from "zod";
import type { ByteSource } from "#models/interchange/file/byte-source.ts";
import { readZipBytes } from "#models/interchange/file/read-zip-entry.ts";
import { elementCount } from "#models/layers/element-count.ts";
import { named, weightsByName, type NamedArray } from "./named-weights.ts";
import { WeightsRefusal, type FileWeights } from "./file-weights.ts";
import { MAX_WEIGHTS_BYTES } from "./limits.ts";

const manifest = z.array(
  z.object({
    paths: z.array(z.string().max(200)).max(1000),
    weights: z
      .array(
        z.object({
          name: z.string().max(400),
          shape: z.array(z.int().min(0)).max(8),
          dtype: z.string(),
          quantization: z.unknown().optional(),
        }),
      )
      .max(10_000),
  }),
);

/** Of the files beside a `model.json` in an archive; null where its manifest names none, or none is there. */
export async function tfjsWeights(archive: ByteSource, model: unknown): Promise<FileWeights | null> {
  const parsed = manifest.safeParse((model as { weightsManifest?: unknown }).weightsManifest ?? []);
  if (!parsed.success) throw new WeightsRefusal("The list of weights in model.json cannot be read");
  const arrays: NamedArray[] = [];
  let left = MAX_WEIGHTS_BYTES;
  for (const { paths, weights } of parsed.data) {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for (const path of paths) {
      const part = await readZipBytes(archive, path.split("/").at(-1) ?? path, left);
      if (part === null) return null;
      left -= part.byteLength;
      parts.push(part);
    }
    const bytes = await new Blob(parts).arrayBuffer();
    let at = 0;
    for (const { name, shape, dtype, quantization } of weights) {
      // A counter, as Normalization has one: 4 bytes too, and no weight of ours.
      if (dtype === "int32" && quantization === undefined) {
        at += 4 * elementCount(shape);
        continue;
      }
      if (dtype !== "float32" || quantization !== undefined) {
        throw new WeightsRefusal(`${name}: its weights are rounded, or no 32-bit numbers, which is not read`);
      }
      const end = at + 4 * elementCount(shape);
      if (end > bytes.byteLength) throw new WeightsRefusal(`${name}: the weights end before it`);
      arrays.push({ ...named(name), shape, data: new Float32Array(bytes.slice(at, end)) });
      at = end;
    }
  }
  return arrays.length === 0 ? null : weightsByName(arrays);
}
