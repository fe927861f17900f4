import { randomUUID } from "node:crypto";
import { and, eq, isNotNull, isNull, not } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { submission } from "#db/schema/index.ts";
import { hasLiveJob } from "#server/jobs/has-live-job.ts";
import { scoreSubmissionJob } from "#server/jobs/score-submission.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { failScoring } from "./finish.ts";

type Deps = Pick<ServiceContext, "db" | "jobs">;

/** Gives a submission that is to be scored its job. */
export async function enqueueScoring({ jobs }: Pick<Deps, "jobs">, tx: Transaction, submissionId: string) {
  const jobId = randomUUID();
  await tx
    .update(submission)
    .set({ state: "queued", jobId, failure: null })
    .where(eq(submission.id, submissionId));
  await jobs.enqueue(tx, scoreSubmissionJob, { submissionId }, { id: jobId });
  await notify(tx, { kind: "job", queue: scoreSubmissionJob.queue });
}

const BATCH = 100;

/** Submissions whose run has ended since they were handed in. Workers call it now and then. */
export async function enqueueScorings(deps: Deps): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const rows = await tx
      .select({ id: submission.id })
      .from(submission)
      .where(and(eq(submission.state, "queued"), isNull(submission.jobId)))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    for (const { id } of rows) await enqueueScoring(deps, tx, id);
  });
}

/** Ends scorings whose job the queue has given up, so that nobody waits for ever. Workers call it now and then. */
export async function giveUpLostScorings({ db }: Pick<Deps, "db">): Promise<void> {
  const rows = await db
    .select({ id: submission.id, jobId: submission.jobId })
    .from(submission)
    .where(
      and(
        eq(submission.state, "queued"),
        isNotNull(submission.jobId),
        not(hasLiveJob(scoreSubmissionJob, submission.jobId)),
      ),
    )
    .limit(BATCH);
  const failure =
    "The server failed several times while it scored this. An instructor can have it scored again.";
  for (const { id, jobId } of rows)
    if (jobId !== null) await failScoring(db, { submissionId: id, jobId }, failure);
}
