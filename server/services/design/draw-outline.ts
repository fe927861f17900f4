import { and, eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { design } from "#db/schema/index.ts";
import { OUTLINE_VERSION, outlineOf, type GraphOutline } from "#models/graph/outline.ts";
import { AppError } from "#server/platform/errors.ts";

/** Of a network that cannot be read: opening it says why. */
const UNREADABLE: GraphOutline = {
  version: OUTLINE_VERSION,
  layerCount: 0,
  params: 0,
  inputShape: null,
  outputShape: null,
};

/** Makes a design's outline from its graph and stores it; null for a design that is gone. */
export async function drawOutline(db: Queryable, designId: string): Promise<GraphOutline | null> {
  try {
    return await draw(db, designId);
  } catch (error) {
    if (error instanceof AppError && error.code === "UNREADABLE") return UNREADABLE;
    throw error;
  }
}

async function draw(db: Queryable, designId: string): Promise<GraphOutline | null> {
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
