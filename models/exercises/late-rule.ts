import { z } from "zod";
import { DAY_MS, HOUR_MS } from "./days.ts";

/**
 * What becomes of what comes after the deadline: `none` takes nothing; `percent` takes it, less so many percent of its points
 * for each day that has begun, until nothing is left; `cutoff` takes it whole for so many hours more.
 */
export const lateRule = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("percent"), percentADay: z.int().min(1).max(100) }),
  z.object({
    kind: z.literal("cutoff"),
    hours: z
      .int()
      .min(1)
      .max(24 * 60),
  }),
]);
export type LateRule = z.infer<typeof lateRule>;

/** The last moment at which something is taken, as Date.now() counts; a day has 24 hours, whatever clocks do. */
export function acceptedUntil(rule: LateRule, dueMs: number): number {
  switch (rule.kind) {
    case "none":
      return dueMs;
    case "percent":
      // On the day that would take the rest of the points there is nothing left to hand in for.
      return dueMs + Math.max(0, Math.ceil(100 / rule.percentADay) - 1) * DAY_MS;
    case "cutoff":
      return dueMs + rule.hours * HOUR_MS;
  }
}

/** Percent of the points that what was handed in at `atMs` loses. In time loses nothing. */
export function latePercent(rule: LateRule, dueMs: number | null, atMs: number): number {
  if (dueMs === null || atMs <= dueMs || rule.kind !== "percent") return 0;
  return Math.min(100, Math.ceil((atMs - dueMs) / DAY_MS) * rule.percentADay);
}
