import { eq } from "drizzle-orm";
import { mayGrade } from "#models/cohorts/may-grade.ts";
import { submission } from "#db/schema/index.ts";
import type { Submission } from "#server/contract/submission.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { askedOf } from "./asked-of.ts";
import { changesOf } from "./changes-of.ts";
import { gradesOf } from "./grades-of.ts";
import { ownersOf, presentSubmission, selectSubmissions } from "./present.ts";
import { threadsOf } from "./threads-of.ts";

const MISSING = "There is no such submission";

/** One's own, or of somebody whom one teaches. @throws AppError NOT_FOUND for any other. */
export async function getSubmission(
  ctx: Pick<ServiceContext, "db" | "actor">,
  submissionId: string,
): Promise<Submission> {
  const [[row], [of]] = await Promise.all([
    selectSubmissions(ctx.db, ctx.actor).where(eq(submission.id, submissionId)),
    ctx.db.select({ cohortId: submission.cohortId }).from(submission).where(eq(submission.id, submissionId)),
  ]);
  if (row === undefined || of === undefined) throw new AppError("NOT_FOUND", MISSING);
  const { role } = await requireMember(ctx, of.cohortId, MISSING);
  if (!ownersOf(row).includes(ctx.actor.id) && !mayGrade(role)) throw new AppError("NOT_FOUND", MISSING);
  const [asked, grades, threads, changes] = await Promise.all([
    askedOf(ctx.db, row.exerciseId),
    gradesOf(ctx.db, [row.id]),
    threadsOf(ctx.db, [row.id]),
    changesOf(ctx.db, [row.id]),
  ]);
  return presentSubmission(row, {
    asked,
    grades,
    threads,
    changes,
    actor: ctx.actor,
    role,
  });
}
