import type { RunState } from "#server/contract/run.ts";

export function isActive(state: RunState): boolean {
  return state === "queued" || state === "running";
}
