import { and, eq, sql } from "drizzle-orm";
import { design } from "#db/schema/index.ts";
import { fitToTarget } from "#models/graph/fit-target.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import type { DesignDetails, SaveDesignInput } from "#server/contract/design.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { requireMember } from "../cohort/require-member.ts";
import { requireOpen } from "../cohort/require-open.ts";
import { requireUsable } from "../dataset/find.ts";
import { currentVersion } from "../dataset/versions.ts";
import { notify } from "../notify.ts";
import { findOwnDesign, type FoundDesign } from "./find.ts";
import { keepChanges, networkBefore } from "./keep-changes.ts";
import { outlineFor } from "./known-outline.ts";
import { designDetails } from "./present.ts";

/**
 * Saves what is given of a design. With another dataset and no network of its own its network is fitted to the dataset.
 * @throws AppError CONFLICT where the design has been saved since `revision`.
 */
export async function saveDesign(ctx: ServiceContext, input: SaveDesignInput): Promise<DesignDetails> {
  const before = await findOwnDesign(ctx, input.designId);
  requireOpen(await requireMember(ctx, before.cohortId));
  const isMoved = input.datasetId !== undefined && input.datasetId !== before.datasetId;
  const fitted = isMoved ? await fittedGraph(ctx, before, input.datasetId ?? "") : undefined;
  const graph = input.graph ?? fitted;
  const saved = await ctx.db.transaction(async (tx) => {
    const replaced = graph === undefined ? null : await networkBefore(tx, input);
    const [row] = await tx
      .update(design)
      .set({
        ...(input.name === undefined ? {} : { name: input.name }),
        ...(graph === undefined ? {} : { graph, outline: outlineFor(graph) }),
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
    if (row !== undefined && graph !== undefined && replaced !== null) {
      await keepChanges(tx, { designId: row.id, revision: row.revision }, { before: replaced, after: graph });
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

/** Its network for another dataset, which the actor may use; undefined where that is not ready. */
async function fittedGraph(
  ctx: ServiceContext,
  { id, cohortId }: FoundDesign,
  datasetId: string,
): Promise<ModelGraph | undefined> {
  await requireUsable(ctx, { cohortId, datasetId });
  const version = await currentVersion(ctx.db, datasetId);
  const [row] = await ctx.db.select({ graph: design.graph }).from(design).where(eq(design.id, id));
  return version === null || row === undefined ? undefined : fitToTarget(row.graph, version.descriptor);
}
