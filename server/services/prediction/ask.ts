import { and, eq } from "drizzle-orm";
import { artifact, prediction } from "#db/schema/index.ts";
import type { DatasetDescriptor } from "#models/datasets/descriptor.ts";
import type { IdempotencyKey } from "#server/contract/idempotency-key.ts";
import type { PredictionResult } from "#server/contract/prediction.ts";
import { predictJob } from "#server/jobs/predict.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { makeOnce, type Intent } from "../make-once.ts";
import { MODEL_DROPPED } from "../storage/model-dropped.ts";
import { notify } from "../notify.ts";
import { findRun } from "../run/find.ts";
import { getPrediction } from "./get.ts";

export type Asked = { runId: string; idempotencyKey?: IdempotencyKey };
export type AskedImage = { validationIndex: number } | { pixels: Buffer };

/** Asks a run's network about an image, which is read once it is known that the network may be asked. */
export async function askNetwork(
  ctx: ServiceContext,
  { runId, idempotencyKey: key }: Asked,
  readImage: (descriptor: DatasetDescriptor) => Promise<AskedImage>,
): Promise<PredictionResult> {
  const { run } = await findRun(ctx, runId);
  await requireModel(ctx, run.id, run.modelDroppedFor !== null);
  const { descriptor } = await ctx.datasets.open(run.datasetVersionId);
  const image = await readImage(descriptor);
  // A picture is told by its pixels, which are few.
  const content = [runId, "pixels" in image ? image.pixels.toString("base64") : image.validationIndex];
  const intent: Intent = { procedure: "prediction.create", key, content };
  const predictionId = await makeOnce(ctx, intent, async (tx, id) => {
    await tx.insert(prediction).values({ id, runId, askedBy: ctx.actor.id, ...image });
    // The job carries the prediction's id, by which one without a job is found.
    await ctx.jobs.enqueue(tx, predictJob, { predictionId: id }, { id });
    await notify(tx, { kind: "job", queue: predictJob.queue });
    return id;
  });
  return getPrediction(ctx, predictionId);
}

async function requireModel({ db }: ServiceContext, runId: string, isDropped: boolean): Promise<void> {
  const [model] = await db
    .select({ key: artifact.storageKey })
    .from(artifact)
    .where(and(eq(artifact.runId, runId), eq(artifact.kind, "onnx")));
  if (model === undefined && isDropped) {
    throw new AppError("NOT_READY", `${MODEL_DROPPED} Train it again to ask it.`);
  }
  if (model === undefined) {
    throw new AppError("NOT_READY", "This run has no trained network to ask yet");
  }
}
