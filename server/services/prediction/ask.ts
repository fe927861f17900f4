import { and, eq } from "drizzle-orm";
import { artifact, prediction } from "#db/schema/index.ts";
import { PREDICT_QUEUE } from "#server/contract/jobs.ts";
import type { PredictionResult } from "#server/contract/prediction.ts";
import { predictJob } from "#server/jobs/predict.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { findRun } from "../run/find.ts";
import { getPrediction } from "./get.ts";

export type AskedImage = { validationIndex: number } | { pixels: Buffer };

/** Asks a run's network about an image, which is read once it is known that the network may be asked. */
export async function askNetwork(
  ctx: ServiceContext,
  runId: string,
  readImage: () => Promise<AskedImage>,
): Promise<PredictionResult> {
  const { run } = await findRun(ctx, runId);
  await requireModel(ctx, run.id);
  if (run.datasetId !== ctx.dataset.descriptor.id) {
    throw new AppError("NOT_READY", "This network was trained on a dataset that is not in use any more");
  }
  const image = await readImage();
  const predictionId = await ctx.db.transaction(async (tx) => {
    const [created] = await tx
      .insert(prediction)
      .values({ runId: run.id, askedBy: ctx.actor.id, ...image })
      .returning({ id: prediction.id });
    if (created === undefined) throw new Error("The new prediction did not come back");
    // The job carries the prediction's id, by which one without a job is found.
    await ctx.jobs.enqueue(tx, predictJob, { predictionId: created.id }, { id: created.id });
    await notify(tx, { kind: "job", queue: PREDICT_QUEUE });
    return created.id;
  });
  return getPrediction(ctx, predictionId);
}

async function requireModel({ db }: ServiceContext, runId: string): Promise<void> {
  const [model] = await db
    .select({ key: artifact.storageKey })
    .from(artifact)
    .where(and(eq(artifact.runId, runId), eq(artifact.kind, "onnx")));
  if (model === undefined) {
    throw new AppError("NOT_READY", "This run has no trained network to ask yet");
  }
}
