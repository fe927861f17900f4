import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import type { SubmittedWork } from "#server/contract/submitted-work.ts";
import type { ServiceContext } from "../context.ts";
import { runCurve } from "../run/curve.ts";
import { getRun } from "../run/get.ts";
import { runNetwork } from "../run/network.ts";
import { runResult } from "../run/result.ts";

/** A run as who marks it looks at it, without a name or an id that leads to whose it is. @throws AppError NOT_FOUND as for the run. */
export async function workOfRun(ctx: ServiceContext, runId: string): Promise<SubmittedWork> {
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
