import { eq } from "drizzle-orm";
import { submission } from "#db/schema/index.ts";
import type { SubmittedWork } from "#server/contract/submitted-work.ts";
import type { ServiceContext } from "../context.ts";
import { getSubmission } from "./get.ts";
import { workOfRun } from "./work-of-run.ts";

/**
 * The run of a submission as who marks it looks at it: its network, how it learned and what it confuses. Null where answers alone
 * were handed in. @throws AppError NOT_FOUND as for the submission.
 */
export async function submittedWork(
  ctx: ServiceContext,
  submissionId: string,
): Promise<SubmittedWork | null> {
  const { id } = await getSubmission(ctx, submissionId);
  const [row] = await ctx.db
    .select({ runId: submission.runId })
    .from(submission)
    .where(eq(submission.id, id));
  const runId = row?.runId ?? null;
  return runId === null ? null : workOfRun(ctx, runId);
}
