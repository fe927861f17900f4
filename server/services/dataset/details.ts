import { count, desc, eq, sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { dataset, datasetVersion, design, run, user } from "#db/schema/index.ts";
import type { DatasetDetails, DatasetGroup, DatasetInCohort } from "#server/contract/dataset.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { findDataset } from "./find.ts";
import { groupsOf } from "./groups.ts";
import { selectSummaries } from "./select-summaries.ts";
import { storedDescriptor } from "./stored-descriptor.ts";

type Context = Pick<ServiceContext, "db" | "actor" | "datasets">;

/** All that a dataset's page shows. @throws AppError NOT_FOUND for what the cohort does not see. */
export async function datasetDetails(ctx: Context, input: DatasetInCohort): Promise<DatasetDetails> {
  const { cohortId, datasetId } = input;
  const { licence, source } = await findDataset(ctx, input);
  const member = await requireMember(ctx, cohortId);
  const [[summary], versions, uses] = await Promise.all([
    selectSummaries({ ...ctx, member }, eq(dataset.id, datasetId)),
    selectVersions(ctx.db, input),
    usesOf(ctx.db, input),
  ]);
  if (summary === undefined) throw new AppError("NOT_FOUND", "There is no such dataset");
  const groups = summary.versionId === null ? [] : await readGroups(ctx, summary.versionId);
  return { ...summary, licence, source, groups, versions, uses };
}

/** None where the files are gone: the rest of the page can be shown all the same. */
async function readGroups({ datasets }: Context, versionId: string): Promise<DatasetGroup[]> {
  try {
    return await groupsOf(await datasets.open(versionId));
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_READY") return [];
    throw error;
  }
}

async function selectVersions(
  db: Queryable,
  { cohortId, datasetId }: DatasetInCohort,
): Promise<DatasetDetails["versions"]> {
  const rows = await db
    .select({
      row: datasetVersion,
      madeBy: user.name,
      runs: sql<number>`(select count(*)::int from ${run}
        where ${run.datasetVersionId} = ${datasetVersion.id} and ${run.cohortId} = ${cohortId})`,
    })
    .from(datasetVersion)
    .leftJoin(user, eq(user.id, datasetVersion.madeBy))
    .where(eq(datasetVersion.datasetId, datasetId))
    .orderBy(desc(datasetVersion.number));
  return rows.map(({ row, madeBy, runs }) => ({
    id: row.id,
    number: row.number,
    state: row.state,
    failure: row.failure,
    counts: storedDescriptor(row.descriptor)?.counts ?? null,
    sizeBytes: row.sizeBytes,
    madeBy,
    createdAt: row.createdAt.toISOString(),
    runs,
  }));
}

/** What stands on a dataset: runs and designs of this cohort, and both of others. */
export async function usesOf(
  db: Queryable,
  { cohortId, datasetId }: DatasetInCohort,
): Promise<DatasetDetails["uses"]> {
  const here = (table: typeof run | typeof design) =>
    sql<number>`(count(*) filter (where ${table.cohortId} = ${cohortId}))::int`;
  const [runs] = await db
    .select({ here: here(run), all: count() })
    .from(run)
    .innerJoin(datasetVersion, eq(datasetVersion.id, run.datasetVersionId))
    .where(eq(datasetVersion.datasetId, datasetId));
  const [designs] = await db
    .select({ here: here(design), all: count() })
    .from(design)
    .where(eq(design.datasetId, datasetId));
  if (runs === undefined || designs === undefined) throw new Error("A count did not come back");
  return {
    runs: runs.here,
    designs: designs.here,
    elsewhere: runs.all - runs.here + designs.all - designs.here,
  };
}
