import { readFile } from "node:fs/promises";
import { z } from "zod";
import { modelGraph, type ModelGraph } from "#models/graph/schema.ts";
import { presetById, presetIds } from "#models/presets/index.ts";
import type { TrainOptions } from "./options.ts";
import { UsageError } from "./usage-error.ts";

/** The graph that the options name. @throws UsageError for an unknown preset and an unusable file. */
export async function readNetwork({ preset, modelFile }: TrainOptions): Promise<ModelGraph> {
  if (modelFile !== null) return readGraph(modelFile);
  const found = presetById(preset ?? "");
  if (found) return found.graph;
  throw unknownPreset(preset);
}

export function unknownPreset(id: string | null): UsageError {
  return new UsageError(`No preset ${id}; there are ${presetIds().join(", ")}`);
}

/** A graph saved from the builder. @throws UsageError where the file is none. */
export async function readGraph(file: string): Promise<ModelGraph> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is no JSON: ${(error as Error).message}`, { cause: error });
  }
  const parsed = modelGraph.safeParse(json);
  if (!parsed.success) throw new UsageError(`${file} is no saved graph:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
