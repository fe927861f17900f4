import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { submission } from "#db/schema/index.ts";
import { notify } from "../notify.ts";

type End = { kind: "finished" } | { kind: "failed"; failure: { message: string } } | { kind: "cancelled" };

/**
 * When a run ends, what was handed in of it goes on to be scored, or comes to nothing and costs nothing. A worker's next
 * look around enqueues it: `enqueueScorings`.
 */
export async function settleSubmissions(tx: Transaction, runId: string, end: End): Promise<void> {
  const failure =
    end.kind === "cancelled"
      ? "The run was cancelled, so this costs no submission."
      : end.kind === "failed"
        ? `The run failed, so this costs no submission: ${end.failure.message}`
        : null;
  const settled = await tx
    .update(submission)
    .set(failure === null ? { state: "queued" } : { state: "void", failure })
    .where(and(eq(submission.runId, runId), eq(submission.state, "waiting")))
    .returning({ cohortId: submission.cohortId });
  for (const cohortId of new Set(settled.map((each) => each.cohortId))) {
    await notify(tx, { kind: "cohort", cohortId, topic: "exercises" });
  }
}
