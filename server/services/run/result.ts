import { eq } from "drizzle-orm";
import { runEvaluation } from "#db/schema/index.ts";
import type { RunResult } from "#server/contract/run.ts";
import type { ServiceContext } from "../context.ts";
import { targetIn } from "./target.ts";
import { findRun } from "./find.ts";

/** The scores of a finished run; null until there are any. */
export async function runResult(ctx: ServiceContext, runId: string): Promise<RunResult | null> {
  const { descriptor, isScoreHidden } = await findRun(ctx, runId);
  const [row] = await ctx.db.select().from(runEvaluation).where(eq(runEvaluation.runId, runId));
  if (row === undefined) return null;
  const { test, validation, mistakes, activity } = row;
  return { target: targetIn(descriptor), test: isScoreHidden ? null : test, validation, mistakes, activity };
}
