import { and, count, eq, sql } from "drizzle-orm";
import { design } from "#db/schema/index.ts";
import { outlineOf } from "#models/graph/outline.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import type { DesignDetails } from "#server/contract/design.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { designDetails } from "./present.ts";

export const MAX_DESIGNS = 200;

/** Adds a design of the actor's, as long as there is room. The caller has seen that the actor is a member. */
export async function insertDesign(
  ctx: ServiceContext,
  values: { cohortId: string; name: string; graph: ModelGraph },
): Promise<DesignDetails> {
  const row = await ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`design:${ctx.actor.id}`}, 0))`);
    const [own] = await tx
      .select({ count: count() })
      .from(design)
      .where(and(eq(design.cohortId, values.cohortId), eq(design.ownerId, ctx.actor.id)));
    if (own !== undefined && own.count >= MAX_DESIGNS) {
      throw new AppError(
        "QUOTA_EXCEEDED",
        `You have ${MAX_DESIGNS} designs here, the most there can be. Delete one first.`,
      );
    }
    const [created] = await tx
      .insert(design)
      .values({ ...values, outline: outlineOf(values.graph), ownerId: ctx.actor.id })
      .returning();
    return created;
  });
  if (row === undefined) throw new Error("The new design did not come back");
  return designDetails(ctx, { ...row, ownerName: ctx.actor.name });
}
