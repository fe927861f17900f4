import { design } from "#db/schema/index.ts";
import { outlineOf } from "#models/graph/outline.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import type { DesignDetails } from "#server/contract/design.ts";
import type { ServiceContext } from "../context.ts";
import { designDetails } from "./present.ts";
import { requireRoom } from "./require-room.ts";

/** Adds a design of the actor's, as long as there is room. The caller has seen that the actor is a member. */
export async function insertDesign(
  ctx: ServiceContext,
  values: { cohortId: string; name: string; graph: ModelGraph },
): Promise<DesignDetails> {
  const row = await ctx.db.transaction(async (tx) => {
    await requireRoom(tx, ctx.actor.id, values.cohortId);
    const [created] = await tx
      .insert(design)
      .values({ ...values, outline: outlineOf(values.graph), ownerId: ctx.actor.id })
      .returning();
    return created;
  });
  if (row === undefined) throw new Error("The new design did not come back");
  return designDetails(ctx, { ...row, ownerName: ctx.actor.name, ownerIsMember: true });
}
