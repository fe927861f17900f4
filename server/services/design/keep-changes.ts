import { and, eq, lte } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { design, designChange } from "#db/schema/index.ts";
import { changesBetween } from "#models/competition/edit-trace.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { AppError } from "#server/platform/errors.ts";

/** Of one design; older ones are forgotten. */
const MOST_KEPT = 500;

/** The network that a save replaces; null where the save comes too late, and for one that cannot be read. */
export async function networkBefore(
  tx: Transaction,
  { designId, revision }: { designId: string; revision: number },
): Promise<ModelGraph | null> {
  const [found] = await tx
    .select({ graph: design.graph })
    .from(design)
    .where(and(eq(design.id, designId), eq(design.revision, revision)))
    .for("update")
    .catch((error: unknown) => {
      // Who saves over what an older version cannot read is not kept from it.
      if (error instanceof AppError && error.code === "UNREADABLE") return [];
      throw error;
    });
  return found?.graph ?? null;
}

/** Remembers what a save has changed of a design's network, for comparisons of how entries came about. */
export async function keepChanges(
  tx: Transaction,
  { designId, revision }: { designId: string; revision: number },
  { before, after }: { before: ModelGraph; after: ModelGraph },
): Promise<void> {
  const changes = changesBetween(before, after);
  if (changes.length === 0) return;
  await tx.insert(designChange).values({ designId, revision, changes });
  await tx
    .delete(designChange)
    .where(and(eq(designChange.designId, designId), lte(designChange.revision, revision - MOST_KEPT)));
}
