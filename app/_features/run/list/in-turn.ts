import type { RunSummary } from "#server/contract/run.ts";

/** What is under way, as it goes on: what trains, then what waits, the next in the queue first. */
export function inTurn<Run extends Pick<RunSummary, "state" | "createdAt">>(runs: readonly Run[]): Run[] {
  const waits = (run: Run) => (run.state === "queued" ? 1 : 0);
  return runs
    .filter((run) => run.state === "queued" || run.state === "running")
    .toSorted((a, b) => waits(a) - waits(b) || Date.parse(a.createdAt) - Date.parse(b.createdAt));
}
