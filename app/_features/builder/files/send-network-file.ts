import { z } from "zod";
import type { ModelGraph } from "#models/graph/schema.ts";
import { layersOf } from "#models/interchange/network.ts";
import { matchWeights } from "#models/weights/match-weights.ts";
import type { StartingPoint } from "#models/weights/starting-point.ts";
import {
  MAX_WEIGHTS_FILE_BYTES,
  NETWORK_FILES_PATH,
  readFileAnswer,
  type DesignWeights,
  type ReadFileAnswer,
} from "#server/contract/weights.ts";

const refusal = z.object({ error: z.object({ message: z.string() }) });

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

/** What a training of the network would start from; null where none of the weights fit. */
export function startOf(graph: ModelGraph, { source, shapes }: DesignWeights): StartingPoint | null {
  const list = layersOf(graph);
  const weights = (list.ok ? list.layers : []).flatMap(({ name, weights }) =>
    weights.map((weight) => ({ key: `${name}/${weight.name}`, layer: name, shape: weight.shape })),
  );
  const { layers, total } = matchWeights(weights, new Map(Object.entries(shapes)));
  return layers.length === 0 ? null : { source, layers: layers.length, of: total };
}
