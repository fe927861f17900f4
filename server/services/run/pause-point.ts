import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { run } from "#db/schema/index.ts";
import type { RunPausePoint } from "#server/contract/run.ts";
import { epochsDone } from "./epochs-done.ts";

/** Where a run that nobody trains now goes on: its last pause, or the epoch after the last that is done. */
export async function pausePointOf(
  tx: Transaction,
  { id, pausePoint }: Pick<typeof run.$inferSelect, "id" | "pausePoint">,
): Promise<RunPausePoint> {
  const [known] = await tx.select({ epochsDone }).from(run).where(eq(run.id, id));
  const done = known?.epochsDone ?? 0;
  if (pausePoint !== null && pausePoint.epoch > done) return pausePoint;
  return { epoch: done + 1, step: 0, steps: null, isCheckpointLost: false };
}
