import { and, eq, sql } from "drizzle-orm";
import { design } from "#db/schema/index.ts";
import type { DesignDetails, SaveDesignInput } from "#server/contract/design.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { requireUsable } from "../dataset/find.ts";
import { notify } from "../notify.ts";
import { findOwnDesign } from "./find.ts";
import { outlineFor } from "./known-outline.ts";
import { designDetails } from "./present.ts";

/** @throws AppError CONFLICT where the design has been saved since `revision`. */
export async function saveDesign(ctx: ServiceContext, input: SaveDesignInput): Promise<DesignDetails> {
  const before = await findOwnDesign(ctx, input.designId);
  if (input.datasetId !== undefined && input.datasetId !== before.datasetId) {
    await requireUsable(ctx, { cohortId: before.cohortId, datasetId: input.datasetId });
  }
  const saved = await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(design)
      .set({
        ...(input.name === undefined ? {} : { name: input.name }),
        ...(input.graph === undefined ? {} : { graph: input.graph, outline: outlineFor(input.graph) }),
        ...(input.isShared === undefined ? {} : { isShared: input.isShared }),
        ...(input.datasetId === undefined ? {} : { datasetId: input.datasetId }),
        revision: sql`${design.revision} + 1`,
        updatedAt: sql`now()`,
      })
      .where(
        and(
          eq(design.id, input.designId),
          eq(design.ownerId, before.ownerId),
          eq(design.revision, input.revision),
        ),
      )
      .returning();
    // A design that nobody else sees, before or after, is no news to the cohort.
    if (row !== undefined && (row.isShared || before.isShared)) {
      await notify(tx, { kind: "cohort", cohortId: row.cohortId, topic: "designs" });
    }
    return row;
  });
  if (saved === undefined) {
    throw new AppError(
      "CONFLICT",
      "The design was changed elsewhere, in another tab perhaps. Load it again.",
    );
  }
  return designDetails(ctx, { ...saved, ownerName: before.ownerName, ownerIsMember: true });
}
