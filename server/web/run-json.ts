import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import type { RunDetails, RunResult } from "#server/contract/run.ts";

/** All that is needed to train the run once more and to compare with it: network, settings, dataset, epochs, scores. */
export function runJson(details: RunDetails, result: RunResult | null): string {
  const { graph, hyperParameters, datasetId, params, macs, bestEpoch } = details;
  const { epochs } = applyRunEvents(EMPTY_RUN_HISTORY, details.events);
  const run = {
    version: 2,
    id: details.id,
    name: details.name,
    state: details.state,
    createdAt: details.createdAt,
    startedAt: details.startedAt,
    finishedAt: details.finishedAt,
    dataset: datasetId,
    params,
    macs,
    hyperParameters,
    graph,
    bestEpoch,
    epochs,
    target: details.target,
    validation: result?.validation ?? null,
    test: result?.test ?? null,
  };
  return `${JSON.stringify(run, null, 2)}\n`;
}
