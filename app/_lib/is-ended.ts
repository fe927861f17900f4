import type { RunState } from "#server/contract/run.ts";

export function isEnded(state: RunState): boolean {
  return state === "finished" || state === "failed" || state === "cancelled";
}
