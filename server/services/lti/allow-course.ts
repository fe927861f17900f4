import { eq } from "drizzle-orm";
import { ltiContext } from "#db/schema/index.ts";
import type { AllowCourseInput } from "#server/contract/lti.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { findOwnCourse } from "./find.ts";

/** Lets a course of a platform lead into the cohort, or no more: anybody may have a course there and teach in it. */
export async function allowCourse(
  ctx: ServiceContext,
  { courseId, isAllowed }: AllowCourseInput,
): Promise<void> {
  const { platform } = await findOwnCourse(ctx, courseId);
  await ctx.db.transaction(async (tx) => {
    await tx.update(ltiContext).set({ isAllowed }).where(eq(ltiContext.id, courseId));
    await notify(tx, { kind: "cohort", cohortId: platform.cohortId, topic: "members" });
  });
}
