import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { cohort, cohortMember, datasetVersion, run, weights } from "#db/schema/index.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember, type Membership } from "../cohort/require-member.ts";
import { requireOpen } from "../cohort/require-open.ts";
import { requireWithinCohort } from "../cohort/require-within.ts";
import type { ServiceContext } from "../context.ts";
import type { ReadyVersion } from "../dataset/versions.ts";
import { notify } from "../notify.ts";
import { requireQuota } from "../storage/require-storage.ts";
import { CHECKPOINT_BYTES_PER_PARAM } from "../storage/used-by.ts";
import type { startingPointOf } from "../weights/starting-point-of.ts";
import { appendEvent } from "./append-event.ts";
import { requireRoom } from "./require-room.ts";
import type { TrainingCost } from "./training-cost.ts";

export type PreparedTraining = {
  cost: TrainingCost;
  version: ReadyVersion;
  start: Awaited<ReturnType<typeof startingPointOf>>;
};

/**
 * Holds what a new training needs until it is there, and holds it to all limits. @returns how many runs of the actor's are
 * active.
 */
export async function lockForTraining(
  ctx: ServiceContext,
  tx: Transaction,
  { cohortId, epochs, prepared }: { cohortId: string; epochs: number; prepared: PreparedTraining },
): Promise<number> {
  const member = await lockMembership(ctx, tx, cohortId);
  await lockVersion(tx, prepared.version);
  const active = await requireRoom(tx, ctx.actor.id, { isResuming: false, isOwn: true });
  await requireWithinCohort(tx, member, { userId: ctx.actor.id, epochs });
  if (prepared.start !== null) await lockWeights(tx, prepared.start.weightsId);
  const bytes = prepared.cost.params * CHECKPOINT_BYTES_PER_PARAM;
  await requireQuota(ctx, tx, { userId: ctx.actor.id, bytes });
  return active;
}

type NewRun = Pick<
  typeof run.$inferInsert,
  "cohortId" | "designId" | "name" | "graph" | "hyperParameters" | "twinOf"
> & { id: string };
type Queueing = { prepared: PreparedTraining; active: number };

/** Inserts a run with its job. @returns whether it is there: nothing is inserted beside a twin of the same run. */
export async function queueTraining(
  ctx: ServiceContext,
  tx: Transaction,
  { id, prepared: { cost, version, start }, active, ...values }: NewRun & Queueing,
): Promise<boolean> {
  const jobId = randomUUID();
  const inserted = await tx
    .insert(run)
    .values({
      id,
      jobId,
      ...values,
      startedBy: ctx.actor.id,
      datasetId: version.datasetId,
      datasetVersionId: version.id,
      ...start,
      ...cost,
    })
    .onConflictDoNothing()
    .returning({ id: run.id });
  if (inserted.length === 0) return false;
  await appendEvent(tx, id, { kind: "queued" });
  // The more of one's runs are under way, the later the next: nobody's third is trained before another's first.
  await ctx.jobs.enqueue(tx, trainRunJob, { runId: id }, { id: jobId, priority: -active });
  await notify(tx, { kind: "job", queue: trainRunJob.queue });
  return true;
}

/** Held until the run is there, so that who is removed meanwhile leaves no run behind that nobody cancels. */
async function lockMembership(ctx: ServiceContext, tx: Transaction, cohortId: string): Promise<Membership> {
  // In this order, as whoever removes a member locks them. Who archives the cohort waits until the run is there to cancel.
  await tx.select({ id: cohort.id }).from(cohort).where(eq(cohort.id, cohortId)).for("share");
  await tx
    .select({ userId: cohortMember.userId })
    .from(cohortMember)
    .where(and(eq(cohortMember.cohortId, cohortId), eq(cohortMember.userId, ctx.actor.id)))
    .for("share");
  const member = await requireMember({ db: tx, actor: ctx.actor }, cohortId);
  requireOpen(member);
  return member;
}

/** Held until the run is there, so that nobody deletes meanwhile what it trains on. */
async function lockVersion(tx: Transaction, { id }: ReadyVersion): Promise<void> {
  const [kept] = await tx
    .select({ state: datasetVersion.state })
    .from(datasetVersion)
    .where(eq(datasetVersion.id, id))
    .for("share");
  if (kept?.state === "ready") return;
  throw new AppError("CONFLICT", "The dataset was deleted meanwhile. Choose another one for this design.");
}

/** Held until the run is there, so that nobody clears them away meanwhile. */
async function lockWeights(tx: Transaction, weightsId: string): Promise<void> {
  const rows = await tx
    .select({ id: weights.id })
    .from(weights)
    .where(eq(weights.id, weightsId))
    .for("share");
  if (rows.length > 0) return;
  throw new AppError("CONFLICT", "The weights that it starts from were changed meanwhile. Try it once more.");
}
