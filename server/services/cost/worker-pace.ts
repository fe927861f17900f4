import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { datasetVersion, run, runEvent } from "#db/schema/index.ts";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import { presetById } from "#models/presets/index.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import type { CostEstimate } from "#server/contract/cost.ts";
import type { ServiceContext } from "../context.ts";
import { storedDescriptor } from "../dataset/stored-descriptor.ts";
import { trainingTask } from "./training-task.ts";
import type { WorkerAtHand } from "./worker-at-hand.ts";

export type Pace = {
  /** Seconds that the worker takes for what takes one second on the engine's reference. */
  factor: number;
  basis: CostEstimate["basis"];
};

type Context = Pick<ServiceContext, "db" | "estimateTraining">;

/** A training whose time is known: what was estimated for it, and the time that it took as a multiple of that. */
type Sample = { secondsPerImage: number; factor: number };

const RUNS_LOOKED_AT = 20;
/** How many times as much or as little work an image may be, to tell anything about another network's. */
const ALIKE = 4;

/**
 * How fast a worker is, by the runs of networks about as large that it has trained itself, else by what it measured when
 * it started, else by any of its runs. Small networks spend their time otherwise than large ones.
 * @param secondsPerImage what is estimated for the network in question.
 */
export async function workerPace(
  ctx: Context,
  worker: WorkerAtHand | null,
  secondsPerImage: number,
): Promise<Pace> {
  if (worker === null) return { factor: 1, basis: "guess" };
  const runs = await trainedRuns(ctx, worker.id);
  const distance = (sample: Sample) => Math.abs(Math.log(sample.secondsPerImage / secondsPerImage));
  const alike = runs.filter((sample) => distance(sample) <= Math.log(ALIKE));
  if (alike.length > 0) return { factor: median(alike), basis: "runs" };
  const measured = await measuredFactor(ctx, worker);
  if (measured !== null) return { factor: measured, basis: "measurement" };
  return runs.length > 0 ? { factor: median(runs), basis: "runs" } : { factor: 1, basis: "guess" };
}

/** Of lecture-cnn at batch 32, which is what a worker measures. */
async function measuredFactor(
  { estimateTraining }: Context,
  { imagesPerSecond }: WorkerAtHand,
): Promise<number | null> {
  const lecture = presetById("lecture-cnn");
  if (imagesPerSecond === null || imagesPerSecond <= 0 || lecture === undefined) return null;
  const counts = { train: 32, validation: 0, test: 0 };
  const { epochSeconds } = await estimateTraining({
    graph: lecture.graph,
    hyperParameters: { ...DEFAULT_HYPER_PARAMETERS, batchSize: 32 },
    imageShape: EUROSAT.inputShape,
    target: EUROSAT.target,
    counts,
  });
  return counts.train / imagesPerSecond / epochSeconds;
}

/** A worker's last runs, each by the quickest of its epochs; those whose estimate is not at hand yet tell nothing. */
async function trainedRuns(ctx: Context, workerId: string): Promise<Sample[]> {
  const seconds = sql<number>`(${runEvent.body} #>> '{metrics,seconds}')::float8`;
  const trained = ctx.db
    .select({ id: run.id })
    .from(run)
    .where(and(eq(run.workerId, workerId), eq(run.state, "finished")))
    .orderBy(desc(run.finishedAt))
    .limit(RUNS_LOOKED_AT);
  const rows = await ctx.db
    .select({
      graph: run.graph,
      hyperParameters: run.hyperParameters,
      descriptor: datasetVersion.descriptor,
      seconds: sql<number>`min(${seconds})`,
    })
    .from(run)
    .innerJoin(runEvent, eq(runEvent.runId, run.id))
    .innerJoin(datasetVersion, eq(datasetVersion.id, run.datasetVersionId))
    .where(and(inArray(run.id, trained), sql`${runEvent.body} ->> 'kind' = 'epoch'`))
    .groupBy(run.id, datasetVersion.id);
  const samples = rows.map(async ({ seconds: taken, ...row }): Promise<Sample[]> => {
    const descriptor = storedDescriptor(row.descriptor);
    if (descriptor === null) return [];
    const task = trainingTask(descriptor, row);
    const { epochSeconds, isSimple } = await ctx.estimateTraining(task, { isBackground: true });
    if (taken <= 0 || epochSeconds <= 0 || isSimple) return [];
    return [{ secondsPerImage: epochSeconds / descriptor.counts.train, factor: taken / epochSeconds }];
  });
  return (await Promise.all(samples)).flat();
}

function median(samples: readonly Sample[]): number {
  const factors = samples.map(({ factor }) => factor).toSorted((a, b) => a - b);
  return factors[Math.floor(factors.length / 2)] ?? 1;
}
