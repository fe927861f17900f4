import { sql } from "drizzle-orm";
import { run } from "#db/schema/index.ts";
import { SYNTHETIC } from "#models/datasets/synthetic.ts";
import type { RunSummary } from "#server/contract/run.ts";
import type { ServiceContext } from "../context.ts";

/** All that a list reads of a run: nothing that grows with its network. */
export const SUMMARY_COLUMNS = {
  id: run.id,
  cohortId: run.cohortId,
  name: run.name,
  state: run.state,
  startedBy: run.startedBy,
  params: run.params,
  epochs: sql<number>`(${run.hyperParameters} ->> 'epochs')::int`,
  testAccuracy: run.testAccuracy,
  macroF1: run.macroF1,
  datasetId: run.datasetId,
  createdAt: run.createdAt,
  startedAt: run.startedAt,
  finishedAt: run.finishedAt,
};

type SummarySource = Pick<typeof run.$inferSelect, Exclude<keyof typeof SUMMARY_COLUMNS, "epochs">> & {
  epochs: number;
  startedByName: string;
  epochsDone: number;
};

export function runSummary(ctx: Pick<ServiceContext, "dataset">, row: SummarySource): RunSummary {
  const { descriptor } = ctx.dataset;
  return {
    id: row.id,
    cohortId: row.cohortId,
    name: row.name,
    state: row.state,
    startedBy: { id: row.startedBy, name: row.startedByName },
    params: row.params,
    epochs: row.epochs,
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
