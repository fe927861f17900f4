import { askVisionJob } from "#server/jobs/ask-vision.ts";
import type { ClaimedJob } from "#server/jobs/jobs.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { noteRefusal, type Refusal } from "../worker/refusals.ts";
import { answerVisionWithin } from "./answer.ts";

/** Leaves a question to a worker that has the network's file; where none has, that is the answer. */
export async function refuseVision(
  { db, jobs }: Pick<ServiceContext, "db" | "jobs">,
  job: ClaimedJob & { payload: { questionId: string } },
  refusal: Refusal,
): Promise<void> {
  await db.transaction(async (tx) => {
    const failure = await noteRefusal(tx, job, refusal);
    if (failure === null) {
      if (await jobs.leaveToOthers(job, tx)) await notify(tx, { kind: "job", queue: askVisionJob.queue });
      return;
    }
    if (!(await jobs.complete(job, tx))) return;
    await answerVisionWithin(tx, job.payload.questionId, { failure: failure.message });
  });
}
