import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { run } from "#db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import { CANCEL_COLUMNS, cancelLocked } from "./cancel-locked.ts";

/** Cancels all that is waiting, training or paused in a cohort, or what one person has there. */
export async function cancelActiveRuns(
  ctx: Pick<ServiceContext, "jobs">,
  tx: Transaction,
  { cohortId, userId }: { cohortId: string; userId?: string },
): Promise<void> {
  const active = await tx
    .select(CANCEL_COLUMNS)
    .from(run)
    .where(
      and(
        eq(run.cohortId, cohortId),
        userId === undefined ? undefined : eq(run.startedBy, userId),
        inArray(run.state, ["queued", "running", "paused"]),
      ),
    )
    .orderBy(run.id)
    .for("update");
  for (const row of active) await cancelLocked(ctx, tx, row);
}
