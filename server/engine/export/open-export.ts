import { inUnit } from "#models/interchange/in-unit.ts";
import { networkOf } from "#models/interchange/network.ts";
import type { ExportSource } from "./export-source.ts";
import { aboutNetwork } from "./trained-network.ts";
import { openWeightFile } from "./weight-file.ts";

/**
 * A file that `encodeTrainedNetwork` wrote, ready to be written in another format. Close its weights.
 * @throws an Error for any other file.
 */
export async function openExport(
  path: string,
  options: { name: string; modifiedAt: Date },
): Promise<ExportSource> {
  const weights = await openWeightFile(path);
  try {
    const { graph, classes, outputScale } = aboutNetwork(weights.metadata);
    const result = networkOf(graph);
    if (!result.ok) throw new Error(result.reason);
    const network = outputScale === undefined ? result.network : inUnit(result.network, outputScale);
    return { ...options, network, classes, weights };
  } catch (error) {
    await weights.close();
    throw error;
  }
}
