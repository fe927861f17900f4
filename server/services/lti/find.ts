import { eq, getTableColumns } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { ltiContext, ltiPlatform } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireInstructor } from "../cohort/require-member.ts";

type Asker = { db: Queryable; actor: { id: string } };

const MISSING_PLATFORM = "There is no such learning platform";
const MISSING_COURSE = "There is no such course of a learning platform";

/** @throws AppError NOT_FOUND for a stranger, FORBIDDEN for who is no instructor of its cohort. */
export async function findOwnPlatform(asker: Asker, platformId: string) {
  const [row] = await asker.db.select().from(ltiPlatform).where(eq(ltiPlatform.id, platformId));
  if (row === undefined) throw new AppError("NOT_FOUND", MISSING_PLATFORM);
  const member = await requireInstructor(asker, row.cohortId, MISSING_PLATFORM);
  return { row, member };
}

/** @throws AppError as `findOwnPlatform`. */
export async function findOwnCourse(asker: Asker, courseId: string) {
  const [row] = await asker.db
    .select({ course: getTableColumns(ltiContext), platform: getTableColumns(ltiPlatform) })
    .from(ltiContext)
    .innerJoin(ltiPlatform, eq(ltiPlatform.id, ltiContext.platformId))
    .where(eq(ltiContext.id, courseId));
  if (row === undefined) throw new AppError("NOT_FOUND", MISSING_COURSE);
  const member = await requireInstructor(asker, row.platform.cohortId, MISSING_COURSE);
  return { ...row, member };
}
