import { asc, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { cohortDataset, dataset, user } from "#db/schema/index.ts";
import type { DatasetSummary } from "#server/contract/dataset.ts";
import type { Membership } from "../cohort/require-member.ts";
import { decidedIn, isSeenBy, isUsed } from "./available.ts";
import { defaultDatasetId } from "./default.ts";
import { storedDescriptor } from "./stored-descriptor.ts";

type Newest = { id: string; state: "preparing" | "ready" | "failed" | "absent"; failure: string | null };
type Current = { id: string; number: number; descriptor: unknown; sizeBytes: number | null };

const newest = sql<Newest | null>`(select jsonb_build_object('id', version.id, 'state', version.state, 'failure', version.failure)
  from dataset_version version where version.dataset_id = ${dataset.id} order by version.number desc limit 1)`;
const current = sql<Current | null>`(select jsonb_build_object('id', version.id, 'number', version.number,
    'descriptor', version.descriptor, 'sizeBytes', version.size_bytes)
  from dataset_version version where version.dataset_id = ${dataset.id} and version.state = 'ready'
  order by version.number desc limit 1)`;

type Asker = { db: Queryable; actor: { id: string }; member: Membership };

/** Datasets as a member of a cohort sees them: built-in ones first, then by title. */
export async function selectSummaries(
  { db, actor, member: { cohortId, role } }: Asker,
  condition?: SQL,
): Promise<DatasetSummary[]> {
  const defaultId = await defaultDatasetId(db, cohortId);
  const rows = await db
    .select({ row: dataset, ownerName: user.name, isUsed, newest, current })
    .from(dataset)
    .leftJoin(cohortDataset, decidedIn(cohortId))
    .leftJoin(user, sql`${user.id} = ${dataset.ownerId}`)
    .where(condition === undefined ? isSeenBy(cohortId) : sql`${isSeenBy(cohortId)} and ${condition}`)
    .orderBy(sql`${dataset.cohortId} is not null`, asc(dataset.title), asc(dataset.id));
  return rows.map(({ row, ownerName, ...found }) => {
    const isOwn = row.ownerId !== null && row.ownerId === actor.id;
    const isUsable = found.isUsed && (row.visibility !== "owner" || isOwn || role === "instructor");
    return {
      id: row.id,
      title: row.title,
      isBuiltIn: row.cohortId === null,
      isSynthetic: row.isSynthetic,
      owner: row.ownerId === null ? null : { id: row.ownerId, name: ownerName ?? "" },
      visibility: row.visibility,
      isUsed: found.isUsed,
      isArchived: row.archivedAt !== null,
      isDefault: row.id === defaultId,
      isUsable: isUsable && found.current !== null,
      canManage: row.cohortId === cohortId && (role === "instructor" || isOwn),
      versionId: found.current?.id ?? null,
      versionNumber: found.current?.number ?? null,
      descriptor: storedDescriptor(found.current?.descriptor),
      sizeBytes: found.current?.sizeBytes ?? null,
      newest: found.newest,
    };
  });
}
