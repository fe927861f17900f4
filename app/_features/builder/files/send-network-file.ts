import { z } from "zod";
import {
  MAX_WEIGHTS_FILE_BYTES,
  NETWORK_FILES_PATH,
  readFileAnswer,
  type ReadFileAnswer,
} from "#server/contract/weights.ts";

const refusal = z.object({ error: z.object({ message: z.string() }) });

export const WEIGHT_FILES = ".keras,.h5,.hdf5,.zip,.onnx,.safetensors";

/** Files that may carry weights, which the server reads and keeps. */
export function mayCarryWeights(name: string): boolean {
  return /\.(?:keras|h5|hdf5|zip|onnx|safetensors)$/iu.test(name);
}

/** Has the server read a network's file for a design. Never throws: what went wrong is why there is none. */
export async function sendNetworkFile(designId: string, file: File): Promise<ReadFileAnswer> {
  if (file.size > MAX_WEIGHTS_FILE_BYTES) {
    return { ok: false, reason: `The file is larger than ${MAX_WEIGHTS_FILE_BYTES / 2 ** 20} MiB` };
  }
  try {
    const address = `${NETWORK_FILES_PATH}${designId}?name=${encodeURIComponent(file.name)}`;
    const response = await fetch(address, { method: "POST", body: file });
    const json: unknown = await response.json();
    if (response.status === 200) return readFileAnswer.parse(json);
    const refused = refusal.safeParse(json);
    return { ok: false, reason: refused.success ? refused.data.error.message : "The server gave no answer" };
  } catch {
    return { ok: false, reason: "The server could not be reached. Check the connection and try again" };
  }
}
