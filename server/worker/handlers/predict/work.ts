import type { FetchedJob } from "#server/jobs/jobs.ts";
import { finishPrediction } from "#server/services/prediction/finish.ts";
import { loadPrediction, type PredictionTask } from "#server/services/prediction/load.ts";
import { predictJob } from "#server/jobs/predict.ts";
import { forgetPredictions } from "#server/services/prediction/forget.ts";
import { giveUpLostPredictions } from "#server/services/prediction/give-up-lost.ts";
import { refusePrediction } from "#server/services/prediction/refuse.ts";
import { defineHandler, type WorkOptions } from "../../host/define-handler.ts";
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
  const { db, jobs, artifacts, leftToOthers, logger, workerId } = context;
  const { predictionId } = job.payload;
  const asked = await loadPrediction(db, predictionId);
  if (asked === null) {
    await jobs.complete(job);
    return;
  }
  const modelFile = await artifacts.pathOf(asked.modelKey);
  if (modelFile === null) {
    const message = "The trained network's file is gone from the server. Train the run again.";
    const refusal = { workerId, failure: { code: "INTERNAL", message }, room: null } as const;
    leftToOthers.add(job.id);
    await refusePrediction({ db, jobs }, job, refusal);
    return;
  }
  const { end, isLeft } = await ask(context, { asked, modelFile, ...options });
  // Another worker answers now: a failure of ours would end the question before it can.
  if (options.lost.aborted) return;
  if (isLeft) {
    await db.transaction((tx) => jobs.giveBack(job, tx));
    return;
  }
  if (end.kind === "ended-outside" && job.retriesLeft > 0) {
    await jobs.fail(job, `its process was ended from outside (${end.signal})`);
    return;
  }
  logger.info({ predictionId, end: end.kind }, "answered a prediction");
  await finishPrediction(db, predictionId, answerOf(end));
  await jobs.complete(job);
}

type Asking = { asked: PredictionTask; modelFile: string } & WorkOptions;

async function ask(
  { paths, resident }: WorkerContext,
  { asked, modelFile, lost, onStart }: Asking,
): Promise<{ end: TaskEnd<PredictEnd>; isLeft: boolean }> {
  const { image } = asked;
  const left = new AbortController();
  onStart({ subjectId: null, recheck: () => undefined, giveBack: () => left.abort() });
  const task = {
    modelKey: asked.modelKey,
    modelFile,
    datasetDir: paths.datasetDir(asked.datasetVersionId),
    image: "pixels" in image ? { pixels: image.pixels.toString("base64") } : image,
  };
  const end = await resident.ask(predictMessages, task, AbortSignal.any([lost, left.signal]));
  return { end, isLeft: left.signal.aborted && end.kind === "killed" };
}

function answerOf(end: TaskEnd<PredictEnd>): { probabilities: number[] } | { failure: string } {
  if (end.kind === "predicted") return { probabilities: end.probabilities };
  if (end.kind === "failed" || end.kind === "crashed") return { failure: end.failure.message };
  if (end.kind === "ended-outside") {
    return {
      failure: `The process that asked the network was ended from outside (${end.signal}). Try it once more.`,
    };
  }
  return { failure: "The network did not answer in time. Try it once more." };
}
