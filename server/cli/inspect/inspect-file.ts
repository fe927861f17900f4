import { UsageError } from "../train/usage-error.ts";
import { type FileKind, type Finding, type Inspect, refusedFinding } from "./finding.ts";
import { inspectDataset } from "./dataset.ts";
import { inspectNetwork } from "./network.ts";
import { inspectPicture } from "./picture.ts";
import { recognise } from "./recognise.ts";

/** Who reads a kind of file. */
const INSPECTORS: Record<FileKind, Inspect> = {
  network: inspectNetwork,
  dataset: inspectDataset,
  picture: inspectPicture,
};

/** What a file is and what would be made of it. */
export async function inspectFile(file: string): Promise<Finding> {
  let kind: FileKind | null = null;
  try {
    kind = await recognise(file);
    return await INSPECTORS[kind](file);
  } catch (error) {
    if (error instanceof UsageError) return refusedFinding(file, kind, error.message);
    throw error;
  }
}
