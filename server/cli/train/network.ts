import type { ModelGraph } from "#models/graph/schema.ts";
import { readModelFile } from "#models/interchange/file/read-model-file.ts";
import { presetById, presetIds } from "#models/presets/index.ts";
import { withFileSource } from "./file-source.ts";
import type { TrainOptions } from "./options.ts";
import { UsageError } from "./usage-error.ts";

/** Told what of a file of another program is left out, or is to be known. */
export type OnNote = (note: string) => void;

/** The graph that the options name. @throws UsageError for an unknown preset and an unusable file. */
export async function readNetwork(
  { preset, modelFile }: Pick<TrainOptions, "preset" | "modelFile">,
  onNote: OnNote,
): Promise<ModelGraph> {
  if (modelFile !== null) return readGraph(modelFile, onNote);
  const found = presetById(preset ?? "");
  if (found) return found.graph;
  throw unknownPreset(preset);
}

export function unknownPreset(id: string | null): UsageError {
  return new UsageError(`No preset ${id}; there are ${presetIds().join(", ")}`);
}

/**
 * A graph saved from the builder, or a network of Keras or TensorFlow.js, as the builder's import reads it.
 * @throws UsageError where the file is none, or holds what there is no block for.
 */
export async function readGraph(file: string, onNote: OnNote): Promise<ModelGraph> {
  const read = await withFileSource(file, readModelFile);
  if (!read.ok) throw new UsageError(`${file} cannot be read: ${read.reason}`);
  for (const note of read.notes ?? []) onNote(note);
  return read.graph;
}
