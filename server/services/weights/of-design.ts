import { eq } from "drizzle-orm";
import { weights } from "#db/schema/index.ts";
import type { DesignWeights } from "#server/contract/weights.ts";
import type { ServiceContext } from "../context.ts";
import { findDesign } from "../design/find.ts";

/** What a design's training starts from; null for fresh weights. @throws AppError NOT_FOUND as `findDesign` does. */
export async function weightsOfDesign(ctx: ServiceContext, designId: string): Promise<DesignWeights | null> {
  const { weightsId } = await findDesign(ctx, designId);
  if (weightsId === null) return null;
  const [found] = await ctx.db.select().from(weights).where(eq(weights.id, weightsId));
  if (found === undefined) return null;
  const { id, source, sizeBytes, shapes } = found;
  return { id, source, sizeBytes, shapes: asLists(shapes) };
}

function asLists(shapes: Readonly<Record<string, readonly number[]>>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(shapes).map(([key, shape]) => [key, [...shape]]));
}
