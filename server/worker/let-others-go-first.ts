import { readdirSync } from "node:fs";
import { constants, setPriority } from "node:os";

const { PRIORITY_BELOW_NORMAL } = constants.priority;

/**
 * A process that computes takes what answering leaves: on a machine of few cores, pages, sockets and the database go
 * first, and where nobody asks it is as fast as before.
 */
export function letOthersGoFirst(pid: number): void {
  try {
    setPriority(pid, PRIORITY_BELOW_NORMAL);
    // On Linux that was its first thread, which hands it on to those that it makes from now on.
    const threads = process.platform === "linux" ? readdirSync(`/proc/${pid}/task`) : [];
    for (const id of threads) setPriority(Number(id), PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system keeps priorities to itself: it computes all the same.
  }
}
