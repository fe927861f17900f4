import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { run } from "#db/schema/index.ts";
import type { MoveInQueueInput } from "#server/contract/queue.ts";
import { queueOrder, reorderJobs } from "#server/jobs/queue-order.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireInstructor } from "../cohort/require-member.ts";
import { lockCohort } from "../cohort/require-instructor-left.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";

const MOST = 10_000;

/**
 * Gives one waiting run of a cohort another turn among the cohort's own. The places that these have in the queue stay
 * theirs together, so no other cohort waits longer or shorter.
 */
export async function moveInQueue(ctx: ServiceContext, input: MoveInQueueInput): Promise<void> {
  const { cohortId, runId, beforeRunId } = input;
  await requireInstructor(ctx, cohortId);
  await ctx.db.transaction(async (tx) => {
    // Two who move at the same time take turns.
    await lockCohort(tx, cohortId);
    const waiting = await waitingIn(tx, cohortId);
    const moved = waiting.find((each) => each.runId === runId);
    if (moved === undefined) {
      throw new AppError("CONFLICT", "This run does not wait in the queue any more, so it keeps its turn.");
    }
    const others = waiting.filter((each) => each !== moved);
    const at = beforeRunId === null ? others.length : others.findIndex((each) => each.runId === beforeRunId);
    if (at === -1) {
      throw new AppError("CONFLICT", "The run before which this one was to go does not wait any more.");
    }
    const order = others.toSpliced(at, 0, moved);
    await reorderJobs(
      tx,
      trainRunJob,
      order.map(({ jobId }) => jobId),
    );
    await notify(tx, { kind: "cohort", cohortId, topic: "queue" });
  });
}

/** The cohort's waiting runs, in the queue's order. */
async function waitingIn(tx: Transaction, cohortId: string) {
  const rows = await tx
    .select({ runId: run.id, jobId: run.jobId })
    .from(run)
    .where(and(eq(run.cohortId, cohortId), eq(run.state, "queued")));
  const byJob = new Map(rows.map((row) => [row.jobId, row]));
  const jobs = await queueOrder(tx, trainRunJob, MOST);
  return jobs.flatMap(({ id, isHeld }) => (isHeld ? [] : (byJob.get(id) ?? [])));
}
