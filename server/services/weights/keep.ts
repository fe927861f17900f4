import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { design, weights } from "#db/schema/index.ts";
import type { DesignWeights } from "#server/contract/weights.ts";
import { weightsKey } from "#server/storage/storage-keys.ts";
import type { ServiceContext } from "../context.ts";
import { requireQuota } from "../storage/require-storage.ts";
import type { FoundDesign } from "../design/find.ts";

type NewWeights = Pick<DesignWeights, "source" | "sizeBytes" | "shapes"> & {
  sha256: string;
  /** Puts the file where it is kept. */
  put: (key: string) => Promise<unknown>;
};

/** Keeps weights in a person's room, once for all designs of theirs that start from them, and has the design do so. */
export async function keepWeights(
  ctx: ServiceContext,
  { id: designId, cohortId }: Pick<FoundDesign, "id" | "cohortId">,
  { source, sizeBytes, shapes, sha256, put }: NewWeights,
): Promise<DesignWeights> {
  const ownerId = ctx.actor.id;
  const same = and(eq(weights.cohortId, cohortId), eq(weights.ownerId, ownerId), eq(weights.sha256, sha256));
  const use = (id: string) => ctx.db.update(design).set({ weightsId: id }).where(eq(design.id, designId));
  const [before] = await ctx.db.select().from(weights).where(same);
  if (before !== undefined) {
    await ctx.db.update(weights).set({ source }).where(eq(weights.id, before.id));
    await use(before.id);
    return { id: before.id, source, sizeBytes, shapes };
  }
  await requireQuota(ctx, ctx.db, { userId: ownerId, bytes: sizeBytes });
  const id = randomUUID();
  const storageKey = weightsKey(id);
  await put(storageKey);
  try {
    await ctx.db
      .insert(weights)
      .values({ id, cohortId, ownerId, source, sizeBytes, shapes, sha256, storageKey });
  } catch (error) {
    await ctx.files.remove(storageKey);
    // The same file was sent twice at once.
    const [now] = await ctx.db.select().from(weights).where(same);
    if (now === undefined) throw error;
    await use(now.id);
    return { id: now.id, source: now.source, sizeBytes, shapes };
  }
  await use(id);
  return { id, source, sizeBytes, shapes };
}
