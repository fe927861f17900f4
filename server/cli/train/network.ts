import type { ModelGraph } from "#models/graph/schema.ts";
import { presetById, presetIds } from "#models/presets/index.ts";
import { transferGraph } from "#models/presets/transfer-mobilenet.ts";
import { readNetworkFile } from "#server/engine/import/read-network-file.ts";
import type { StoredWeights } from "#server/engine/weights/starting-weights.ts";
import { withFileSource } from "./file-source.ts";
import type { TrainOptions } from "./options.ts";
import { UsageError } from "./usage-error.ts";

/** Told what of a file of another program is left out, or is to be known. */
export type OnNote = (note: string) => void;

/** A network, and the weights that its file carries; null where it has none. */
export type NamedNetwork = { graph: ModelGraph; weights: StoredWeights | null };

/** The network that the options name. @throws UsageError for an unknown preset and an unusable file. */
export async function readNetwork(
  { preset, modelFile, transfer }: Pick<TrainOptions, "preset" | "modelFile" | "transfer">,
  onNote: OnNote,
): Promise<NamedNetwork> {
  if (modelFile !== null) return readFile(modelFile, onNote);
  if (transfer !== null) return { graph: transferGraph(transfer), weights: null };
  const found = presetById(preset ?? "");
  if (found) return { graph: found.graph, weights: null };
  throw unknownPreset(preset);
}

export function unknownPreset(id: string | null): UsageError {
  return new UsageError(`No preset ${id}; there are ${presetIds().join(", ")}`);
}

/**
 * A graph saved from the builder, or a network of Keras, TensorFlow.js or of a run, as the builder's import reads it.
 * @throws UsageError where the file is none, or holds what there is no block for.
 */
export async function readFile(file: string, onNote: OnNote): Promise<NamedNetwork> {
  const read = await withFileSource(file, readNetworkFile);
  if (!read.ok) throw new UsageError(`${file} cannot be read: ${read.reason}`);
  for (const note of read.notes ?? []) onNote(note);
  return read;
}

/** Weights alone, whatever network they are of. @throws UsageError where the file has none. */
export async function readWeights(file: string): Promise<StoredWeights> {
  const { weights } = await readFile(file, () => {});
  if (weights === null) throw new UsageError(`${file} cannot be begun from: it carries no weights`);
  return weights;
}
