import { eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { cohort } from "#db/schema/index.ts";
import { formatMemory } from "#models/training/format-memory.ts";
import type { SetStorageLimitInput } from "#server/contract/storage.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireInstructor } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";

/** What a cohort may keep: what its instructors have set, and never more than the server gives to one. */
export async function cohortLimit(db: Queryable, cohortId: string, mostBytes: number): Promise<number> {
  const [found] = await db
    .select({ limitBytes: cohort.storageLimitBytes })
    .from(cohort)
    .where(eq(cohort.id, cohortId));
  return Math.min(found?.limitBytes ?? mostBytes, mostBytes);
}

/** Models are dropped for it when the next run finishes, the oldest first; none is at once. */
export async function setStorageLimit(
  ctx: ServiceContext,
  { cohortId, limitBytes }: SetStorageLimitInput,
): Promise<void> {
  await requireInstructor(ctx, cohortId);
  const { cohortBytes } = ctx.room;
  if (limitBytes !== null && limitBytes > cohortBytes) {
    const message = `The server lets one cohort keep ${formatMemory(cohortBytes)} at most, and received ${formatMemory(limitBytes)}`;
    throw new AppError("INVALID_INPUT", message);
  }
  await ctx.db.update(cohort).set({ storageLimitBytes: limitBytes }).where(eq(cohort.id, cohortId));
}
