import { z } from "zod";
import { DAY_MS } from "./days.ts";

/** How often one learner may hand in; null for as often as they like. A day is the last 24 hours, wherever one lives. */
export const submissionLimits = z.object({
  total: z.int().min(1).max(1000).nullable(),
  perDay: z.int().min(1).max(100).nullable(),
});
export type SubmissionLimits = z.infer<typeof submissionLimits>;

export type SubmissionsLeft = {
  /** How many more can be handed in now; null for any number. */
  now: number | null;
  total: number | null;
  /** When the next is taken where only the day's are used up; null otherwise. */
  nextMs: number | null;
};

/** @param takenMs when each submission was handed in that counts: those that came to nothing cost nothing. */
export function submissionsLeft(
  { total, perDay }: SubmissionLimits,
  takenMs: readonly number[],
  nowMs: number,
): SubmissionsLeft {
  const ofAll = total === null ? null : Math.max(0, total - takenMs.length);
  const recent = takenMs.filter((at) => at > nowMs - DAY_MS).toSorted((a, b) => a - b);
  const ofDay = perDay === null ? null : Math.max(0, perDay - recent.length);
  const now = ofAll === null || ofDay === null ? (ofAll ?? ofDay) : Math.min(ofAll, ofDay);
  const blocking = perDay === null ? undefined : recent.at(-perDay);
  const isOnlyDay = ofDay === 0 && ofAll !== 0 && blocking !== undefined;
  return { now, total: ofAll, nextMs: isOnlyDay ? blocking + DAY_MS : null };
}

/**
 * Whether a submission in this state uses one up. `void`: its run failed, was cancelled or broke a rule. `failed`: the server could
 * not score it, which is not the learner's fault.
 */
export function costsSubmission(state: "waiting" | "queued" | "scored" | "failed" | "void"): boolean {
  return state !== "void" && state !== "failed";
}
