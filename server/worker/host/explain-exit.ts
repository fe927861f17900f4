import { formatMemory } from "#models/training/format-memory.ts";
import type { RunFailure } from "#server/contract/run.ts";
import { isFromOutside } from "#server/platform/outside-signals.ts";
import type { LastSeenMemory } from "./memory-watch.ts";

export type Exit = {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Ended by us because it took more memory than it may. */
  isOverMemory: boolean;
  memoryLimitBytes: number;
  memory: LastSeenMemory;
  /** The last of what it wrote to its log. */
  stderrTail: string;
};

export type ExitReason =
  | {
      kind: "crashed";
      failure: RunFailure;
      /** The kernel chose it, though it took little: what others took is gone at another try, as like as not. */
      isForOthers?: boolean;
    }
  /** By somebody or something on this machine, for no fault of its own. */
  | { kind: "ended-outside"; signal: NodeJS.Signals };

const ALLOCATION_FAILED = /bad_alloc|failed to allocate|out of memory|cannot allocate memory|heap limit/i;
/** Killers in user space (systemd-oomd, earlyoom) leave no count: this near its limit, it was they. */
const NEAR_LIMIT = 0.9;
const FAR_FROM_LIMIT = 0.5;

/** Why the process that ran a job ended without saying so itself. */
export function explainExit(exit: Exit): ExitReason {
  const limit = formatMemory(exit.memoryLimitBytes);
  const advice = "Try a smaller batch size, fewer filters, or a pooling layer earlier in the network.";
  const outOfMemory = (message: string) => ({
    kind: "crashed" as const,
    failure: { code: "OUT_OF_MEMORY" as const, message: `${message} ${advice}` },
  });
  if (exit.isOverMemory) {
    return outOfMemory(`It needed more than ${limit} of memory, the most one run may take on this server.`);
  }
  const signal = exit.code === 137 ? "SIGKILL" : exit.signal;
  if (ALLOCATION_FAILED.test(exit.stderrTail) || (signal === "SIGKILL" && wasShortOfMemory(exit))) {
    const reason = outOfMemory("The server ran out of memory for it.");
    return wasForOthers(exit) ? { ...reason, isForOthers: true } : reason;
  }
  if (isFromOutside(signal)) return { kind: "ended-outside", signal };
  const how = signal ?? `code ${exit.code ?? "unknown"}`;
  return {
    kind: "crashed",
    failure: {
      code: "CHILD_CRASHED",
      message: `The process that ran it ended unexpectedly (${how}). Other runs are not affected. Try it once more; if it ends again, show this to your instructor.`,
    },
  };
}

function wasForOthers({ memory, memoryLimitBytes, stderrTail }: Exit): boolean {
  const { residentBytes, hasKernelKilled } = memory;
  if (!hasKernelKilled || ALLOCATION_FAILED.test(stderrTail)) return false;
  return residentBytes !== null && residentBytes < FAR_FROM_LIMIT * memoryLimitBytes;
}

function wasShortOfMemory({ memory, memoryLimitBytes }: Exit): boolean {
  return memory.hasKernelKilled || (memory.residentBytes ?? 0) > NEAR_LIMIT * memoryLimitBytes;
}
