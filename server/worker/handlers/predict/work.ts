import type { TaskAnswer } from "#models/tasks/answer.ts";
import type { FetchedJob } from "#server/jobs/jobs.ts";
import { finishPrediction } from "#server/services/prediction/finish.ts";
import { loadPrediction, type PredictionTask } from "#server/services/prediction/load.ts";
import { predictJob } from "#server/jobs/predict.ts";
import { forgetPredictions } from "#server/services/prediction/forget.ts";
import { giveUpLostPredictions } from "#server/services/prediction/give-up-lost.ts";
import { refusePrediction } from "#server/services/prediction/refuse.ts";
import { MODEL_DROPPED } from "#server/services/storage/model-dropped.ts";
import { AppError } from "#server/platform/errors.ts";
import { defineHandler, type WorkOptions } from "../../host/define-handler.ts";
import { passOn } from "../../host/pass-on.ts";
import type { TaskEnd } from "../../host/run-task.ts";
import type { WorkerContext } from "../../worker-context.ts";
import { predictMessages, type PredictEnd } from "./messages.ts";

type PredictJob = FetchedJob<{ predictionId: string }>;

export const predictHandler = defineHandler({
  definition: predictJob,
  work: answerPrediction,
  tidy: ({ db }) => [
    [giveUpLostPredictions(db), "lost predictions could not be looked for"],
    [forgetPredictions(db), "old predictions could not be deleted"],
  ],
});

async function answerPrediction(
  context: WorkerContext,
  job: PredictJob,
  options: WorkOptions,
): Promise<void> {
  const { db, jobs, files, datasets, leftToOthers, logger, workerId } = context;
  const { predictionId } = job.payload;
  const asked = await loadPrediction(db, predictionId);
  if (asked === null) {
    await jobs.complete(job);
    return;
  }
  const { modelKey } = asked;
  if (modelKey === null) {
    await finishPrediction(db, predictionId, { failure: `${MODEL_DROPPED} Train it again to ask it.` });
    await jobs.complete(job);
    return;
  }
  const [model, dataset] = await Promise.all([
    files.localCopy(modelKey),
    // It stays open, and in its place, for the next question.
    datasets.open(asked.datasetVersionId).catch(notThere),
  ]);
  if (model === null || dataset === null) {
    await model?.release();
    const what = model === null ? "trained network's file is" : "dataset's files are";
    const message = `The ${what} gone from the server. Train the run again.`;
    const refusal = { workerId, failure: { code: "INTERNAL", message }, room: null } as const;
    leftToOthers.add(job.id);
    await refusePrediction({ db, jobs }, job, refusal);
    return;
  }
  const places = { modelFile: model.file, datasetDir: dataset.dir };
  let answered;
  try {
    answered = await ask(context, { asked, places: { modelKey, ...places }, ...options });
  } finally {
    await model.release();
  }
  if (await passOn(context, job, { ...answered, lost: options.lost })) return;
  const { end } = answered;
  logger.info({ predictionId, end: end.kind }, "answered a prediction");
  await finishPrediction(db, predictionId, endingOf(end));
  await jobs.complete(job);
}

function notThere(error: unknown): null {
  if (error instanceof AppError && error.code === "NOT_READY") return null;
  throw error;
}

type Asking = {
  asked: PredictionTask;
  places: { modelKey: string; modelFile: string; datasetDir: string };
} & WorkOptions;

async function ask(
  { resident }: WorkerContext,
  { asked, places, lost, onStart }: Asking,
): Promise<{ end: TaskEnd<PredictEnd>; isLeft: boolean }> {
  const { image } = asked;
  const left = new AbortController();
  onStart({ subjectId: null, recheck: () => undefined, giveBack: () => left.abort() });
  const task = {
    ...places,
    image: "pixels" in image ? { pixels: image.pixels.toString("base64") } : image,
  };
  const end = await resident.ask(predictMessages, task, AbortSignal.any([lost, left.signal]));
  return { end, isLeft: left.signal.aborted && end.kind === "killed" };
}

function endingOf(end: TaskEnd<PredictEnd>): { answer: TaskAnswer } | { failure: string } {
  if (end.kind === "predicted") return { answer: end.answer };
  if (end.kind === "failed" || end.kind === "crashed") return { failure: end.failure.message };
  if (end.kind === "ended-outside") {
    return {
      failure: `The process that asked the network was ended from outside (${end.signal}). Try it once more.`,
    };
  }
  return { failure: "The network did not answer in time. Try it once more." };
}
