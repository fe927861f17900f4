import { readFile } from "node:fs/promises";
import { z } from "zod";
import { modelGraph, type ModelGraph } from "#models/graph/schema.ts";
import { fromKeras } from "#models/interchange/from-keras.ts";
import { isKerasModel } from "#models/interchange/read-model.ts";
import { presetById, presetIds } from "#models/presets/index.ts";
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
 * A graph saved from the builder, or a network of Keras's `model.to_json()` or a TensorFlow.js `model.json`.
 * @throws UsageError where the file is none, or holds what there is no block for.
 */
export async function readGraph(file: string, onNote: OnNote): Promise<ModelGraph> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is no JSON: ${(error as Error).message}`, { cause: error });
  }
  if (isKerasModel(json)) {
    const read = fromKeras(json);
    if (!read.ok) throw new UsageError(`${file} cannot be read: ${read.reason}`);
    for (const note of read.notes) onNote(note);
    return read.graph;
  }
  const parsed = modelGraph.safeParse(json);
  if (!parsed.success) throw new UsageError(`${file} is no saved graph:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
