import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { run, runEvent } from "#db/schema/index.ts";
import type { RunEventBody } from "#server/contract/run.ts";
import { notify } from "../notify.ts";

/**
 * Writes the next event of a run's history and tells everyone. Counting up `lastSeq` locks the run's row, so appends
 * take turns and the numbers have no gaps.
 */
export async function appendEvent(tx: Transaction, runId: string, body: RunEventBody): Promise<number> {
  const [counted] = await tx
    .update(run)
    .set({ lastSeq: sql`${run.lastSeq} + 1` })
    .where(eq(run.id, runId))
    .returning({ seq: run.lastSeq, cohortId: run.cohortId });
  if (counted === undefined) throw new Error(`Run ${runId} is gone and can have no more events`);
  await tx.insert(runEvent).values({ runId, seq: counted.seq, body });
  await notify(tx, { kind: "run", runId, seq: counted.seq });
  if (body.kind !== "epoch") {
    await notify(tx, { kind: "cohort", cohortId: counted.cohortId, topic: "runs" });
    await notify(tx, { kind: "cohort", cohortId: counted.cohortId, topic: "queue" });
  }
  return counted.seq;
}
