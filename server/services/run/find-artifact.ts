import { and, eq } from "drizzle-orm";
import { artifact } from "#db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import { findRun } from "./find.ts";

export type Artifact = typeof artifact.$inferSelect;

/** A file that a run has left; null where it left none. @throws AppError NOT_FOUND for a run outside the actor's cohorts. */
export async function findArtifact(
  ctx: ServiceContext,
  runId: string,
  kind: Artifact["kind"],
): Promise<Artifact | null> {
  await findRun(ctx, runId);
  const [found] = await ctx.db
    .select()
    .from(artifact)
    .where(and(eq(artifact.runId, runId), eq(artifact.kind, kind)));
  return found ?? null;
}
