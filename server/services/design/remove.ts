import { and, eq } from "drizzle-orm";
import { design } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { findDesignInCare } from "./find.ts";

/** Runs that were started from it keep their own copy of the network. */
export async function removeDesign(ctx: ServiceContext, designId: string): Promise<void> {
  const { cohortId, ownerId } = await findDesignInCare(ctx, designId);
  await ctx.db.transaction(async (tx) => {
    const removed = await tx
      .delete(design)
      .where(and(eq(design.id, designId), eq(design.ownerId, ownerId)))
      .returning({ id: design.id });
    if (removed.length === 0) {
      throw new AppError("CONFLICT", "The design was taken over or deleted meanwhile. Load the page again.");
    }
    await notify(tx, { kind: "cohort", cohortId, topic: "designs" });
  });
}
