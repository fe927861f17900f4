import type { RunFailure } from "#server/contract/run.ts";
import { DatasetError } from "#server/datasets/dataset-error.ts";
import { isDiskFull } from "#server/platform/disk-space.ts";
import { EngineError } from "#server/engine/engine-error.ts";

const INTERNAL: RunFailure = {
  code: "INTERNAL",
  message:
    "It stopped because of a fault in Strata itself, not in your network. Your instructor finds more in the worker's log.",
};

/** What went wrong in a task, for the learner; null where it was cancelled. */
export function taskFailure(error: unknown): RunFailure | null {
  if (error instanceof EngineError) return engineFailure(error);
  if (error instanceof DatasetError) {
    return {
      code: "DATASET_MISSING",
      message: "The dataset cannot be read on this server. Your instructor finds more in the worker's log.",
    };
  }
  if (isDiskFull(error)) {
    return {
      code: "DISK_FULL",
      message: "The server's disk is full, so what it had to write could not be kept.",
    };
  }
  if (error instanceof RangeError && /allocation failed/i.test(error.message)) {
    return {
      code: "OUT_OF_MEMORY",
      message: "It needs more memory than there is. Try a smaller batch size or fewer filters.",
    };
  }
  return INTERNAL;
}

function engineFailure({ code, message }: EngineError): RunFailure | null {
  switch (code) {
    case "CANCELLED":
    case "PAUSED":
      return null;
    case "INVALID_GRAPH":
    case "NOT_FINITE":
    case "OUT_OF_MEMORY":
      return { code, message };
    case "BAD_DATA":
      return { code: "DATASET_MISSING", message };
    case "BAD_CHECKPOINT":
    case "UNAVAILABLE":
      return INTERNAL;
  }
}
