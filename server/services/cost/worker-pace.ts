import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { run, runEvent } from "#db/schema/index.ts";
import { presetById } from "#models/presets/index.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import type { CostEstimate } from "#server/contract/cost.ts";
import type { ServiceContext } from "../context.ts";
import { trainingTask } from "./training-task.ts";
import type { WorkerAtHand } from "./worker-at-hand.ts";

export type Pace = {
  /** Seconds that the worker takes for what takes one second on the engine's reference. */
  factor: number;
  basis: CostEstimate["basis"];
};

const RUNS_LOOKED_AT = 5;

/** How fast a worker is, by the runs that it has trained itself, else by what it measured when it started. */
export async function workerPace(
  ctx: Pick<ServiceContext, "db" | "dataset" | "estimateTraining">,
  worker: WorkerAtHand | null,
): Promise<Pace> {
  if (worker === null) return { factor: 1, basis: "guess" };
  const ratios = await ratiosOfRuns(ctx, worker.id);
  if (ratios.length > 0) return { factor: median(ratios), basis: "runs" };
  const measured = worker.imagesPerSecond;
  const lecture = presetById("lecture-cnn");
  if (measured === null || measured <= 0 || lecture === undefined) return { factor: 1, basis: "guess" };
  const counts = { train: 32, validation: 0, test: 0 };
  const task = { graph: lecture.graph, hyperParameters: { ...DEFAULT_HYPER_PARAMETERS, batchSize: 32 } };
  const { epochSeconds } = ctx.estimateTraining({
    ...task,
    imageShape: [64, 64, 3],
    classes: 10,
    counts,
  });
  return { factor: counts.train / measured / epochSeconds, basis: "measurement" };
}

/** Of a worker's last runs: what an epoch took, the quickest of each, divided by what was estimated for it. */
async function ratiosOfRuns(
  ctx: Pick<ServiceContext, "db" | "dataset" | "estimateTraining">,
  workerId: string,
): Promise<number[]> {
  const { descriptor } = ctx.dataset;
  const seconds = sql<number>`(${runEvent.body} #>> '{metrics,seconds}')::float8`;
  const trained = ctx.db
    .select({ id: run.id })
    .from(run)
    .where(and(eq(run.workerId, workerId), eq(run.datasetId, descriptor.id), eq(run.state, "finished")))
    .orderBy(desc(run.finishedAt))
    .limit(RUNS_LOOKED_AT);
  const rows = await ctx.db
    .select({
      graph: run.graph,
      hyperParameters: run.hyperParameters,
      seconds: sql<number>`min(${seconds})`,
    })
    .from(run)
    .innerJoin(runEvent, eq(runEvent.runId, run.id))
    .where(and(inArray(run.id, trained), sql`${runEvent.body} ->> 'kind' = 'epoch'`))
    .groupBy(run.id);
  return rows.flatMap(({ seconds: taken, ...row }) => {
    const { epochSeconds } = ctx.estimateTraining(trainingTask(descriptor, row));
    return taken > 0 && epochSeconds > 0 ? [taken / epochSeconds] : [];
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 1;
}
