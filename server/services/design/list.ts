import { and, desc, eq, getTableColumns, or } from "drizzle-orm";
import { design, user } from "#db/schema/index.ts";
import type { DesignSummary } from "#server/contract/design.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { designSummary } from "./present.ts";

const MAX_LISTED = 500;

/** The actor's own designs of a cohort and those shared in it, newest change first. */
export async function listDesigns(ctx: ServiceContext, cohortId: string): Promise<DesignSummary[]> {
  await requireMember(ctx, cohortId);
  const rows = await ctx.db
    .select({ ...getTableColumns(design), ownerName: user.name })
    .from(design)
    .innerJoin(user, eq(user.id, design.ownerId))
    .where(
      and(eq(design.cohortId, cohortId), or(eq(design.ownerId, ctx.actor.id), eq(design.isShared, true))),
    )
    .orderBy(desc(design.updatedAt), desc(design.id))
    .limit(MAX_LISTED);
  return rows.map((row) => designSummary(ctx, row));
}
