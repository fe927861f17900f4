import { and, eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { design } from "#db/schema/index.ts";
import { outlineOf, type GraphOutline } from "#models/graph/outline.ts";

/** Makes a design's outline from its graph and stores it; null for a design that is gone. */
export async function drawOutline(db: Queryable, designId: string): Promise<GraphOutline | null> {
  const [found] = await db
    .select({ graph: design.graph, revision: design.revision })
    .from(design)
    .where(eq(design.id, designId));
  if (found === undefined) return null;
  const outline = outlineOf(found.graph);
  // A save that came in between has stored its own.
  await db
    .update(design)
    .set({ outline })
    .where(and(eq(design.id, designId), eq(design.revision, found.revision)));
  return outline;
}
