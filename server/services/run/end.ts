import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { run } from "#db/schema/index.ts";
import type { RunEventBody } from "#server/contract/run.ts";
import { settleSubmissions } from "../submission/settle.ts";
import { appendEvent } from "./append-event.ts";

type EndOfRun = Extract<RunEventBody, { kind: "finished" | "failed" | "cancelled" }>;

/** Ends a run for good. The caller holds the run's row locked and has seen that it had not ended. */
export async function endRun(tx: Transaction, runId: string, end: EndOfRun): Promise<void> {
  await tx
    .update(run)
    .set({
      state: end.kind,
      progress: null,
      finishedAt: sql`clock_timestamp()`,
      ...(end.kind === "failed" ? { failure: end.failure } : {}),
      ...(end.kind === "finished" ? { score: end.score, tieBreak: end.tieBreak } : {}),
    })
    .where(eq(run.id, runId));
  await appendEvent(tx, runId, end);
  await settleSubmissions(tx, runId, end);
}
