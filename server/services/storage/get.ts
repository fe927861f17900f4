import { and, asc, eq } from "drizzle-orm";
import { worker } from "#db/schema/index.ts";
import type { StorageInfo } from "#server/contract/storage.ts";
import { diskState } from "#server/platform/disk-space.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { isWorkerAlive } from "../worker/seen.ts";
import { cohortLimit } from "./cohort-limit.ts";
import { storageUsedBy, storageUsedIn } from "./used-by.ts";

/** How much room is left. What the disk has is told to instructors. */
export async function getStorage(ctx: ServiceContext, cohortId: string): Promise<StorageInfo> {
  const { role } = await requireMember(ctx, cohortId);
  const [space, usedBytes, full] = await Promise.all([
    ctx.room.space(),
    storageUsedBy(ctx.db, ctx.actor.id),
    ctx.db
      .selectDistinct({ hostname: worker.hostname })
      .from(worker)
      .where(and(isWorkerAlive, eq(worker.isDiskFull, true)))
      .orderBy(asc(worker.hostname)),
  ]);
  const fullHosts = full.map(({ hostname }) => hostname);
  return {
    state: fullHosts.length > 0 ? "full" : diskState(space),
    mine: { usedBytes, quotaBytes: ctx.room.personBytes },
    cohort:
      role === "instructor"
        ? {
            usedBytes: await storageUsedIn(ctx.db, cohortId),
            quotaBytes: await cohortLimit(ctx.db, cohortId, ctx.room.cohortBytes),
            mostBytes: ctx.room.cohortBytes,
          }
        : null,
    disk: role === "instructor" ? { ...space, fullHosts } : null,
  };
}
