import { and, count, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { run } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import { lockPerson } from "../storage/lock-person.ts";

/** Waiting and training runs that a person may have at once. */
const MAX_ACTIVE_RUNS = 3;
/** With those that are paused, which keep their checkpoints on the disk. */
export const MAX_OPEN_RUNS = 8;

/**
 * Refuses one more active run of a person where there are as many as there may be. Counted under a lock of the person's
 * own, so that two clicks at once do not both find room. @returns how many are active.
 */
export async function requireRoom(
  tx: Transaction,
  userId: string,
  { isResuming, isOwn }: { isResuming: boolean; isOwn: boolean },
): Promise<number> {
  await lockPerson(tx, userId);
  const rows = await tx
    .select({ state: run.state, count: count() })
    .from(run)
    .where(and(eq(run.startedBy, userId), inArray(run.state, ["queued", "running", "paused"])))
    .groupBy(run.state);
  const paused = rows.find(({ state }) => state === "paused")?.count ?? 0;
  const active = rows.reduce((sum, row) => sum + row.count, 0) - paused;
  if (active >= MAX_ACTIVE_RUNS) {
    throw new AppError(
      "QUOTA_EXCEEDED",
      `${isOwn ? "You have" : "Its owner has"} ${active} runs waiting or training, the most there can be. Wait for one to end, or pause or cancel it.`,
    );
  }
  if (!isResuming && active + paused >= MAX_OPEN_RUNS) {
    throw new AppError(
      "QUOTA_EXCEEDED",
      `You have ${paused} paused runs, the most there can be beside the ${active} waiting or training. Resume one, or cancel it.`,
    );
  }
  return active;
}
