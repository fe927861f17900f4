import { and, count, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { cohort, run } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import type { Membership } from "./require-member.ts";

/**
 * Holds a learner's new run to what the cohort's instructors allow. Call it under `requireRoom`, which has runs of one
 * person take turns. @throws AppError QUOTA_EXCEEDED, with what is allowed.
 */
export async function requireWithinCohort(
  tx: Transaction,
  { cohortId, role }: Membership,
  { userId, epochs }: { userId: string; epochs: number },
): Promise<void> {
  if (role === "instructor") return;
  const [limits] = await tx
    .select({ maxEpochs: cohort.maxEpochs, maxActiveRuns: cohort.maxActiveRuns })
    .from(cohort)
    .where(eq(cohort.id, cohortId));
  const { maxEpochs = null, maxActiveRuns = null } = limits ?? {};
  if (maxEpochs !== null && epochs > maxEpochs) {
    throw new AppError(
      "QUOTA_EXCEEDED",
      `In this cohort a run has at most ${maxEpochs} ${maxEpochs === 1 ? "epoch" : "epochs"}; this one asks for ${epochs}.`,
    );
  }
  if (maxActiveRuns === null) return;
  const [active] = await tx
    .select({ count: count() })
    .from(run)
    .where(
      and(eq(run.cohortId, cohortId), eq(run.startedBy, userId), inArray(run.state, ["queued", "running"])),
    );
  if ((active?.count ?? 0) < maxActiveRuns) return;
  throw new AppError(
    "QUOTA_EXCEEDED",
    `In this cohort one person has at most ${maxActiveRuns} ${maxActiveRuns === 1 ? "run" : "runs"} waiting or training. Wait for one to end, or pause or cancel it.`,
  );
}
