import { and, eq, inArray } from "drizzle-orm";
import { dataset, datasetVersion, run, user } from "#db/schema/index.ts";
import type { QueueView } from "#server/contract/queue.ts";
import { queueOrder } from "#server/jobs/queue-order.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { epochsDone } from "../run/epochs-done.ts";
import { runSummary, seenBy, SUMMARY_COLUMNS } from "../run/present.ts";
import { waitingOf } from "../run/waiting.ts";

const SHOWN = 200;

/** What trains and what waits on this server, in turn: the cohort's own runs, and that others are before them. */
export async function getQueue(
  ctx: Pick<ServiceContext, "db" | "actor">,
  cohortId: string,
): Promise<QueueView> {
  await requireMember(ctx, cohortId);
  const jobs = await queueOrder(ctx.db, trainRunJob, SHOWN + 1);
  const shown = jobs.slice(0, SHOWN);
  const rows =
    shown.length === 0
      ? []
      : await ctx.db
          .select({ ...SUMMARY_COLUMNS, ...seenBy(ctx.actor.id), startedByName: user.name, epochsDone })
          .from(run)
          .innerJoin(user, eq(user.id, run.startedBy))
          .innerJoin(dataset, eq(dataset.id, run.datasetId))
          .innerJoin(datasetVersion, eq(datasetVersion.id, run.datasetVersionId))
          .where(
            and(
              eq(run.cohortId, cohortId),
              inArray(
                run.jobId,
                shown.map(({ id }) => id),
              ),
            ),
          );
  const waiting = await waitingOf(ctx.db, rows);
  const byJob = new Map(rows.map((row) => [row.jobId, runSummary(row, waiting(row.jobId))]));
  const held = shown.filter(({ isHeld }) => isHeld).length;
  return {
    entries: shown.map(({ id, isHeld }, index) => ({
      place: isHeld ? null : index - held,
      run: byJob.get(id) ?? null,
    })),
    hasMore: jobs.length > SHOWN,
  };
}
