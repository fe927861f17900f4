import { acceptedUntil, type LateRule } from "./late-rule.ts";

export type ExerciseTerms = {
  isPublished: boolean;
  /** Milliseconds as Date.now() gives them; null for from the beginning, and for no deadline. */
  opensMs: number | null;
  dueMs: number | null;
  late: LateRule;
};

/** `late`: the deadline has passed and the late rule still takes something. */
type AvailabilityState = "draft" | "waiting" | "open" | "late" | "closed";

export type Availability = {
  state: AvailabilityState;
  /** After which nothing is taken; null where there is no deadline. */
  closesMs: number | null;
};

/**
 * Whether something can be handed in at a moment of the server's clock. At the deadline itself it still can.
 * @param extendedMs one learner's own deadline, which counts where it is later.
 */
export function availabilityOf(
  { isPublished, opensMs, dueMs, late }: ExerciseTerms,
  nowMs: number,
  extendedMs: number | null = null,
): Availability {
  const due = dueFor(dueMs, extendedMs);
  const closesMs = due === null ? null : acceptedUntil(late, due);
  if (!isPublished) return { state: "draft", closesMs };
  if (opensMs !== null && nowMs < opensMs) return { state: "waiting", closesMs };
  if (due === null || closesMs === null || nowMs <= due) return { state: "open", closesMs };
  return { state: nowMs <= closesMs ? "late" : "closed", closesMs };
}

/** The deadline of one learner. Without a deadline there is nothing to extend. */
export function dueFor(dueMs: number | null, extendedMs: number | null): number | null {
  return dueMs === null || extendedMs === null ? dueMs : Math.max(dueMs, extendedMs);
}
