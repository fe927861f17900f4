import { UsageError } from "../train/usage-error.ts";
import { type FileKind, type Finding, type Inspect, refusedFinding } from "./finding.ts";
import { inspectNetwork } from "./network.ts";
import { recognise } from "./recognise.ts";

/** Who reads a kind of file. */
const INSPECTORS: Partial<Record<FileKind, Inspect>> = { network: inspectNetwork };

/** What a file is and what would be made of it. */
export async function inspectFile(file: string): Promise<Finding> {
  let kind: FileKind | null = null;
  try {
    kind = await recognise(file);
    const inspect = INSPECTORS[kind];
    return inspect === undefined
      ? refusedFinding(file, kind, "Only networks are looked into")
      : await inspect(file);
  } catch (error) {
    if (error instanceof UsageError) return refusedFinding(file, kind, error.message);
    throw error;
  }
}
