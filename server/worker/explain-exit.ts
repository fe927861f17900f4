import { formatMemory } from "#models/training/format-memory.ts";
import type { RunFailure } from "#server/contract/run.ts";

export type Exit = {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Ended by us because it took more memory than it may. */
  isOverMemory: boolean;
  memoryLimitBytes: number;
  /** The last of what it wrote to its log. */
  stderrTail: string;
};

const ALLOCATION_FAILED = /bad_alloc|failed to allocate|out of memory|cannot allocate memory|heap limit/i;

/** What a learner reads when the process that ran a job ended without saying why. */
export function explainExit(exit: Exit): RunFailure {
  const limit = formatMemory(exit.memoryLimitBytes);
  const advice = "Try a smaller batch size, fewer filters, or a pooling layer earlier in the network.";
  if (exit.isOverMemory) {
    return {
      code: "OUT_OF_MEMORY",
      message: `It needed more than ${limit} of memory, the most one run may take on this server. ${advice}`,
    };
  }
  // The system's own killer takes the largest process with SIGKILL; nothing of ours sends it without knowing.
  if (exit.signal === "SIGKILL" || exit.code === 137 || ALLOCATION_FAILED.test(exit.stderrTail)) {
    return { code: "OUT_OF_MEMORY", message: `The server ran out of memory for it. ${advice}` };
  }
  const how = exit.signal ?? `code ${exit.code ?? "unknown"}`;
  return {
    code: "CHILD_CRASHED",
    message: `The process that ran it ended unexpectedly (${how}). Other runs are not affected. Try it once more; if it ends again, show this to your instructor.`,
  };
}
