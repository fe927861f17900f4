import { Readable } from "node:stream";
import type { Download } from "./archive.ts";
import type { ExportSource } from "./export-source.ts";

/** The safetensors file as it is: `encodeTrainedNetwork` says what it holds. */
export async function weightsDownload({ weights }: ExportSource): Promise<Download> {
  return { stream: Readable.from(weights.bytes(), { objectMode: false }), sizeBytes: weights.sizeBytes };
}
