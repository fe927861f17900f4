import { percentile } from "../statistics.ts";
import type { Times } from "./load-input.ts";

/** Times requests from when they were due, so that a server that answers late is not asked less. */
export function createStopwatch() {
  const taken: number[] = [];
  let failed = 0;
  return {
    async time(dueAt: number, ask: () => Promise<unknown>): Promise<void> {
      try {
        await ask();
        taken.push(performance.now() - dueAt);
      } catch {
        failed += 1;
      }
    },
    read: (): Times => ({
      count: taken.length,
      failed,
      p50: Math.round(percentile(taken, 0.5) || 0),
      p95: Math.round(percentile(taken, 0.95) || 0),
      max: Math.round(Math.max(0, ...taken)),
    }),
  };
}
