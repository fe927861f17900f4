import { and, eq } from "drizzle-orm";
import { artifact, prediction } from "#db/schema/index.ts";
import { PREDICT_QUEUE } from "#server/contract/jobs.ts";
import type { CreatePredictionInput, PredictionResult } from "#server/contract/prediction.ts";
import { predictJob } from "#server/jobs/predict.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { findRun, type FoundRun } from "../run/find.ts";
import { decodePicture } from "./decode-picture.ts";
import { getPrediction } from "./get.ts";

/** Asks a trained network about a tile or a picture. A worker answers; see `getPrediction`. */
export async function createPrediction(
  ctx: ServiceContext,
  input: CreatePredictionInput,
): Promise<PredictionResult> {
  const { run } = await findRun(ctx, input.runId);
  await requireModel(ctx, run.id);
  const image = await imageOf(ctx, run, input);
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

async function imageOf(
  { dataset: { descriptor } }: ServiceContext,
  run: FoundRun["run"],
  input: CreatePredictionInput,
) {
  if (run.datasetId !== descriptor.id) {
    throw new AppError("NOT_READY", "This network was trained on a dataset that is not in use any more");
  }
  if (input.imageBase64 !== undefined) {
    return { pixels: await decodePicture(Buffer.from(input.imageBase64, "base64"), descriptor) };
  }
  const { validationIndex } = input;
  if (validationIndex === undefined || validationIndex >= descriptor.counts.validation) {
    throw new AppError("INVALID_INPUT", `There are tiles 0 to ${descriptor.counts.validation - 1}`);
  }
  return { validationIndex };
}
