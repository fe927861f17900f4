import { and, eq } from "drizzle-orm";
import { design } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { findDesignInCare } from "./find.ts";
import { requireRoom } from "./require-room.ts";

/** An instructor becomes the owner of what somebody shared who is no longer in the cohort. It stays shared. */
export async function takeOverDesign(ctx: ServiceContext, designId: string): Promise<void> {
  const { cohortId, ownerId } = await findDesignInCare(ctx, designId);
  if (ownerId === ctx.actor.id) return;
  await ctx.db.transaction(async (tx) => {
    await requireRoom(tx, ctx.actor.id, cohortId);
    const taken = await tx
      .update(design)
      .set({ ownerId: ctx.actor.id })
      .where(and(eq(design.id, designId), eq(design.ownerId, ownerId)))
      .returning({ id: design.id });
    if (taken.length === 0) {
      throw new AppError("CONFLICT", "Another instructor was faster. Load the page again.");
    }
    await notify(tx, { kind: "cohort", cohortId, topic: "designs" });
  });
}
