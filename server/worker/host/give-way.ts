import { readdirSync } from "node:fs";
import { constants, setPriority } from "node:os";
import type { Lane } from "#server/jobs/define-job.ts";

const { PRIORITY_NORMAL, PRIORITY_BELOW_NORMAL, PRIORITY_LOW } = constants.priority;

/**
 * Somebody waits for an answer. A training takes what answering leaves: on a machine of few cores, pages, sockets and the
 * database go first, and where nobody asks it is as fast as before. What nobody waits for takes what both leave.
 */
const PRIORITIES: Record<Lane, number> = {
  inference: PRIORITY_NORMAL,
  training: PRIORITY_BELOW_NORMAL,
  scoring: PRIORITY_LOW,
  background: PRIORITY_LOW,
  post: PRIORITY_NORMAL,
};

/** Gives a process the place of its lane. It can be lowered further later, not raised. */
export function giveWay(pid: number, lane: Lane): void {
  const priority = PRIORITIES[lane];
  if (priority === PRIORITY_NORMAL) return;
  try {
    setPriority(pid, priority);
    // On Linux that was its first thread, which hands it on to those that it makes from now on.
    const threads = process.platform === "linux" ? readdirSync(`/proc/${pid}/task`) : [];
    for (const id of threads) setPriority(Number(id), priority);
  } catch {
    // It has ended already, or the system keeps priorities to itself: it computes all the same.
  }
}
