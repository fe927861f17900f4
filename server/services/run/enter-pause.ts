import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { run } from "#db/schema/index.ts";
import type { RunPausePoint } from "#server/contract/run.ts";
import { appendEvent } from "./append-event.ts";

/** Sets a run aside until somebody resumes or cancels it. The caller holds the run's row locked. */
export async function enterPause(tx: Transaction, runId: string, point: RunPausePoint): Promise<void> {
  await tx
    .update(run)
    .set({ state: "paused", pausePoint: point, pauseRequestedAt: null, progress: null, workerId: null })
    .where(eq(run.id, runId));
  await appendEvent(tx, runId, { kind: "paused", point });
}
