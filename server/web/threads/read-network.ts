import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { blobSource } from "#models/interchange/file/byte-source.ts";
import { readNetworkFile } from "#server/engine/import/read-network-file.ts";
import { encodeSafeTensors, type SafeTensor } from "#server/engine/weights/safetensors.ts";
import type { StoredWeights } from "#server/engine/weights/starting-weights.ts";
import type { ReadNetworkReply } from "#server/services/weights/import-network.ts";

/** Reads the file of a network; its weights are written to `out` as safetensors by our own names. */
export async function readNetwork({ file, out }: { file: string; out: string }): Promise<ReadNetworkReply> {
  const read = await readNetworkFile(blobSource(new Blob([await readFile(file)])));
  if (!read.ok) return read;
  const { graph, notes, weights } = read;
  return {
    ok: true,
    graph,
    notes: notes === null ? null : [...notes],
    weights: weights === null ? null : await written(weights, out),
  };
}

async function written(weights: StoredWeights, out: string) {
  const tensors = new Map(
    [...weights].map(([key, value]): [string, SafeTensor] => [key, { dtype: "F32", ...value }]),
  );
  const bytes = encodeSafeTensors({ tensors, metadata: {} });
  await writeFile(out, bytes);
  return {
    sizeBytes: bytes.byteLength,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    shapes: Object.fromEntries([...weights].map(([key, { shape }]) => [key, [...shape]])),
  };
}
