import { and, desc, eq, inArray } from "drizzle-orm";
import { datasetImport } from "#db/schema/index.ts";
import type { DatasetImport } from "#server/contract/dataset-import.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { presentImport } from "./present.ts";

/** One's own in a cohort that are not done, the newest first. */
export async function listImports(ctx: ServiceContext, cohortId: string): Promise<DatasetImport[]> {
  await requireMember(ctx, cohortId);
  const rows = await ctx.db
    .select()
    .from(datasetImport)
    .where(
      and(
        eq(datasetImport.ownerId, ctx.actor.id),
        eq(datasetImport.cohortId, cohortId),
        inArray(datasetImport.state, ["uploading", "uploaded", "importing", "ready", "failed"]),
      ),
    )
    .orderBy(desc(datasetImport.createdAt));
  return rows.map((row) => presentImport({ ...row, cohortId }));
}
