import { eq } from "drizzle-orm";
import { submission } from "#db/schema/index.ts";
import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import type { SubmittedWork } from "#server/contract/submitted-work.ts";
import type { ServiceContext } from "../context.ts";
import { runCurve } from "../run/curve.ts";
import { getRun } from "../run/get.ts";
import { runNetwork } from "../run/network.ts";
import { runResult } from "../run/result.ts";
import { getSubmission } from "./get.ts";

/**
 * The run of a submission as who marks it looks at it: its network, how it learned and what it confuses, without a name or an id
 * that leads to one. Null where answers alone were handed in. @throws AppError NOT_FOUND as for the submission.
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
  if (runId === null) return null;
  const [details, curve, network, result] = await Promise.all([
    getRun(ctx, runId),
    runCurve(ctx, runId),
    runNetwork(ctx, runId),
    runResult(ctx, runId),
  ]);
  const { layers, params } = network;
  return {
    target: details.target,
    plannedEpochs: details.epochs,
    layerNames: details.graph.nodes.map(({ name }) => name),
    network: { layers, params },
    history: { ...applyRunEvents(EMPTY_RUN_HISTORY, details.events), workerId: null },
    curve,
    test: result?.test ?? null,
    validation: result?.validation ?? null,
  };
}
