import type { Transaction } from "#db/client.ts";
import { bringModelJob } from "#server/jobs/bring-model.ts";
import { notify } from "../notify.ts";

/** Wakes a worker, and the pages that show what is on its way. */
export async function announceArrival(tx: Transaction, cohortId: string): Promise<void> {
  await notify(
    tx,
    { kind: "job", queue: bringModelJob.queue },
    { kind: "cohort", cohortId, topic: "models" },
  );
}
