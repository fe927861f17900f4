import { and, eq, inArray } from "drizzle-orm";
import { run, runMark } from "#db/schema/index.ts";
import { MAX_TAGS, type MarkRunsInput } from "#server/contract/run-list.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { MISSING_RUN } from "./find.ts";

/** Tags or hides runs of one's cohort for oneself. Nobody else sees it, and saying it twice changes nothing. */
export async function markRuns(
  ctx: Pick<ServiceContext, "db" | "actor">,
  { cohortId, runIds, isHidden, addTags = [], removeTags = [] }: MarkRunsInput,
): Promise<void> {
  await requireMember(ctx, cohortId);
  const userId = ctx.actor.id;
  const ids = [...new Set(runIds)].toSorted();
  await ctx.db.transaction(async (tx) => {
    const known = await tx
      .select({ id: run.id })
      .from(run)
      .where(and(eq(run.cohortId, cohortId), inArray(run.id, ids)))
      .for("key share");
    if (known.length < ids.length) throw new AppError("NOT_FOUND", MISSING_RUN);
    await tx
      .insert(runMark)
      .values(ids.map((runId) => ({ userId, runId })))
      .onConflictDoNothing();
    const isOwn = and(eq(runMark.userId, userId), inArray(runMark.runId, ids));
    const marks = await tx.select().from(runMark).where(isOwn).orderBy(runMark.runId).for("update");
    for (const { runId, ...mark } of marks) {
      const tags = [...new Set([...mark.tags, ...addTags])].filter((tag) => !removeTags.includes(tag));
      if (tags.length > MAX_TAGS) {
        throw new AppError(
          "INVALID_INPUT",
          `A run has at most ${MAX_TAGS} tags, and this would make ${tags.length}`,
        );
      }
      await tx
        .update(runMark)
        .set({ tags: tags.toSorted(), isHidden: isHidden ?? mark.isHidden })
        .where(and(eq(runMark.userId, userId), eq(runMark.runId, runId)));
    }
  });
}
