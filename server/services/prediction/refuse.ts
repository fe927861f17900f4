import { predictJob } from "#server/jobs/predict.ts";
import type { ClaimedJob } from "#server/jobs/jobs.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { noteRefusal, type Refusal } from "../worker/refusals.ts";
import { answerWithin } from "./finish.ts";

/** Leaves a question to a worker that can ask the network; where none can, that is the answer. */
export async function refusePrediction(
  { db, jobs }: Pick<ServiceContext, "db" | "jobs">,
  job: ClaimedJob & { payload: { predictionId: string } },
  refusal: Refusal,
): Promise<void> {
  await db.transaction(async (tx) => {
    const failure = await noteRefusal(tx, job, refusal);
    if (failure === null) {
      if (await jobs.leaveToOthers(job, tx)) await notify(tx, { kind: "job", queue: predictJob.queue });
      return;
    }
    if (!(await jobs.complete(job, tx))) return;
    await answerWithin(tx, job.payload.predictionId, { failure: failure.message });
  });
}
