import { eq } from "drizzle-orm";
import { design } from "#db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { findDesignInCare } from "./find.ts";

/** Runs that were started from it keep their own copy of the network. */
export async function removeDesign(ctx: ServiceContext, designId: string): Promise<void> {
  const { cohortId } = await findDesignInCare(ctx, designId);
  await ctx.db.transaction(async (tx) => {
    await tx.delete(design).where(eq(design.id, designId));
    await notify(tx, { kind: "cohort", cohortId, topic: "designs" });
  });
}
