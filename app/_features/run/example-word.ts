import type { DatasetDescriptor } from "#models/datasets/descriptor.ts";

/** What one input of a dataset is to people. */
export function exampleWord({ frames, columns }: Pick<DatasetDescriptor, "frames" | "columns">) {
  if (columns !== undefined) return "window";
  return frames === undefined ? "tile" : "sequence";
}

/** How fast a training goes, by what it goes through. */
export const RATE_NAMES = { tile: "Images/s", sequence: "Sequences/s", window: "Windows/s" } as const;
