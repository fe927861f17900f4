import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { design, weights } from "#db/schema/index.ts";
import type { OriginMark } from "#models/weights/starting-point.ts";
import type { DesignWeights } from "#server/contract/weights.ts";
import { weightsKey } from "#server/storage/storage-keys.ts";
import type { ServiceContext } from "../context.ts";
import { lockPerson } from "../storage/lock-person.ts";
import { requireQuota } from "../storage/require-storage.ts";
import type { FoundDesign } from "../design/find.ts";

type NewWeights = Pick<DesignWeights, "source" | "sizeBytes" | "shapes"> & {
  sha256: string;
  /** Where they come from, with all that stands behind that. */
  origins: readonly OriginMark[];
  /** What the run was trained on that left them; null for those of a file. */
  datasetVersionId: string | null;
  /** Puts the file where it is kept. */
  put: (key: string) => Promise<unknown>;
};

/** Keeps weights in a person's room, once for all designs of theirs that start from them, and has the design do so. */
export async function keepWeights(
  ctx: ServiceContext,
  { id: designId, cohortId }: Pick<FoundDesign, "id" | "cohortId">,
  { source, sizeBytes, shapes, sha256, origins, datasetVersionId, put }: NewWeights,
): Promise<DesignWeights> {
  const ownerId = ctx.actor.id;
  const same = and(eq(weights.cohortId, cohortId), eq(weights.ownerId, ownerId), eq(weights.sha256, sha256));
  const use = (db: Queryable, id: string) =>
    db.update(design).set({ weightsId: id }).where(eq(design.id, designId));
  const kept = await ctx.db.transaction(async (tx) => {
    await lockPerson(tx, ownerId);
    // As if they were new, so that they are not swept away while the design begins to use them.
    const [before] = await tx
      .update(weights)
      .set({ source, origins: withMarks(origins), createdAt: sql`now()` })
      .where(same)
      .returning();
    if (before !== undefined) {
      await use(tx, before.id);
      return { ...before, isNew: false };
    }
    await requireQuota(ctx, tx, { userId: ownerId, bytes: sizeBytes });
    const id = randomUUID();
    const storageKey = weightsKey(id);
    const kept = { sizeBytes, shapes, sha256, storageKey, datasetVersionId, origins: [...origins] };
    await tx.insert(weights).values({ id, cohortId, ownerId, source, ...kept });
    return { id, storageKey, isNew: true };
  });
  const { id, storageKey, isNew } = kept;
  // A row whose file was never put, since the server ended in between, gets it now.
  if (isNew || (await ctx.files.head(storageKey)) === null) {
    try {
      await put(storageKey);
    } catch (error) {
      await ctx.db.delete(weights).where(eq(weights.id, id));
      throw error;
    }
  }
  if (isNew) await use(ctx.db, id);
  return { id, source, sizeBytes, shapes };
}

/** The same bytes that came another way before keep the marks of both: a detour over a file takes none away. */
function withMarks(origins: readonly OriginMark[]) {
  const added = sql.param([...origins]);
  return sql`array(select distinct mark from unnest(${weights.origins} || ${added}::text[]) mark order by mark)`;
}
