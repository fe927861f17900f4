import { and, eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { cohortDataset, dataset } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember, type Membership } from "../cohort/require-member.ts";
import { decidedIn, isSeenBy, isUsed } from "./available.ts";

const MISSING = "There is no such dataset";

export type FoundDataset = typeof dataset.$inferSelect & {
  isUsed: boolean;
  role: Membership["role"];
  /** The cohort's instructors, and who has added it. Built-in ones belong to nobody. */
  canManage: boolean;
};

type Asker = { db: Queryable; actor: { id: string } };
type InCohort = { cohortId: string; datasetId: string };

/** @throws AppError NOT_FOUND for one that the cohort does not see, and for strangers to the cohort. */
export async function findDataset(
  { db, actor }: Asker,
  { cohortId, datasetId }: InCohort,
): Promise<FoundDataset> {
  const { role } = await requireMember({ db, actor }, cohortId, MISSING);
  const [found] = await db
    .select({ row: dataset, isUsed })
    .from(dataset)
    .leftJoin(cohortDataset, decidedIn(cohortId))
    .where(and(eq(dataset.id, datasetId), isSeenBy(cohortId)));
  if (found === undefined) throw new AppError("NOT_FOUND", MISSING);
  const { row } = found;
  const isOfCohort = row.cohortId === cohortId;
  const canManage = isOfCohort && (role === "instructor" || row.ownerId === actor.id);
  return { ...row, isUsed: found.isUsed, role, canManage };
}

/**
 * One that the actor may make designs and runs with.
 * @throws AppError NOT_FOUND as above, FORBIDDEN with the reason where it is seen and not to be used.
 */
export async function requireUsable(asker: Asker, where: InCohort): Promise<FoundDataset> {
  const found = await findDataset(asker, where);
  if (found.archivedAt !== null) {
    throw new AppError("FORBIDDEN", `${found.title} is archived. Choose another dataset.`);
  }
  if (!found.isUsed) {
    throw new AppError("FORBIDDEN", `This cohort does not use ${found.title}. Choose another dataset.`);
  }
  const isOwn = found.ownerId === asker.actor.id || found.role === "instructor";
  if (found.visibility === "owner" && !isOwn) {
    throw new AppError("FORBIDDEN", `Only who has added ${found.title} may use it. Choose another dataset.`);
  }
  return found;
}

/** @throws AppError NOT_FOUND as above, FORBIDDEN where it is not the actor's to change. */
export async function requireManaged(asker: Asker, where: InCohort): Promise<FoundDataset> {
  const found = await findDataset(asker, where);
  if (found.canManage) return found;
  throw new AppError(
    "FORBIDDEN",
    found.cohortId === null
      ? "What comes with Strata cannot be changed"
      : "Only who has added the dataset, or an instructor of its cohort, can change it",
  );
}
