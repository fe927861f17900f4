import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { datasetVersion, type dataset } from "#db/schema/index.ts";
import type { GetDatasetInput } from "#server/contract/dataset.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { defaultDatasetId } from "./default.ts";
import { findDataset } from "./find.ts";

export type ResolvedVersion = {
  dataset: typeof dataset.$inferSelect;
  version: typeof datasetVersion.$inferSelect;
};

/**
 * The version that is named, else the newest of the named dataset, else of the cohort's default: one that is ready before
 * one whose files are gone.
 * @throws AppError NOT_FOUND for strangers and for what their cohort does not see, NOT_READY where there is none.
 */
export async function resolveVersion(
  ctx: Pick<ServiceContext, "db" | "actor">,
  { cohortId, datasetId, versionId }: GetDatasetInput,
): Promise<ResolvedVersion> {
  await requireMember(ctx, cohortId);
  const id = versionId === undefined ? (datasetId ?? (await defaultDatasetId(ctx.db, cohortId))) : null;
  if (versionId === undefined && id === null) {
    throw new AppError("NOT_READY", "There is no dataset on this server yet");
  }
  const [version] = await ctx.db
    .select()
    .from(datasetVersion)
    .where(
      versionId === undefined
        ? and(eq(datasetVersion.datasetId, id ?? ""), inArray(datasetVersion.state, ["ready", "absent"]))
        : eq(datasetVersion.id, versionId),
    )
    .orderBy(sql`${datasetVersion.state} = 'ready' desc`, desc(datasetVersion.number))
    .limit(1);
  const found = version?.datasetId ?? id;
  if (found === null || (datasetId !== undefined && datasetId !== found)) {
    throw new AppError("NOT_FOUND", "There is no such version of a dataset");
  }
  const row = await findDataset(ctx, { cohortId, datasetId: found });
  if (version === undefined) throw new AppError("NOT_READY", `${row.title} is not ready yet`);
  return { dataset: row, version };
}
