import type { run } from "#db/schema/index.ts";
import { SYNTHETIC } from "#models/datasets/synthetic.ts";
import type { RunSummary } from "#server/contract/run.ts";
import type { ServiceContext } from "../context.ts";

type SummarySource = Pick<
  typeof run.$inferSelect,
  | "id"
  | "cohortId"
  | "name"
  | "state"
  | "startedBy"
  | "params"
  | "hyperParameters"
  | "testAccuracy"
  | "macroF1"
  | "datasetId"
  | "createdAt"
  | "startedAt"
  | "finishedAt"
> & { startedByName: string; epochsDone: number };

export function runSummary(ctx: Pick<ServiceContext, "dataset">, row: SummarySource): RunSummary {
  const { descriptor } = ctx.dataset;
  return {
    id: row.id,
    cohortId: row.cohortId,
    name: row.name,
    state: row.state,
    startedBy: { id: row.startedBy, name: row.startedByName },
    params: row.params,
    epochs: row.hyperParameters.epochs,
    epochsDone: row.epochsDone,
    testAccuracy: row.testAccuracy,
    macroF1: row.macroF1,
    datasetId: row.datasetId,
    isSynthetic: row.datasetId === descriptor.id ? descriptor.isSynthetic : row.datasetId === SYNTHETIC.id,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
