import type { FetchedJob } from "#server/jobs/jobs.ts";
import { finishPrediction } from "#server/services/prediction/finish.ts";
import { loadPrediction, type PredictionTask } from "#server/services/prediction/load.ts";
import { holdJob } from "./hold-job.ts";
import type { JobInWork } from "./slot.ts";
import type { ChildEnd } from "./start-child.ts";
import type { WorkerContext } from "./worker-context.ts";

export type PredictJob = FetchedJob<{ predictionId: string }>;

/** A network of the largest size answers in well under a second: what takes this long never will. */
const LIMIT_MS = 60_000;

/** Answers one prediction in a child of its own. */
export async function runPredictJob(
  context: WorkerContext,
  job: PredictJob,
  onStart: (work: JobInWork) => void,
): Promise<void> {
  const { db, jobs, artifacts, logger } = context;
  const { predictionId } = job.payload;
  const asked = await loadPrediction(db, predictionId);
  if (asked === null) {
    await jobs.complete(job);
    return;
  }
  const modelFile = await artifacts.pathOf(asked.modelKey);
  if (modelFile === null) {
    const failure = "The trained network's file is gone from the server. Train the run again.";
    await finishPrediction(db, predictionId, { failure });
    await jobs.complete(job);
    return;
  }
  const { end, isLeft, isLost } = await ask(context, job, { asked, modelFile, onStart });
  // Another worker answers now: a failure of ours would end the question before it can.
  if (isLost) return;
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

type Asking = { asked: PredictionTask; modelFile: string; onStart: (work: JobInWork) => void };

async function ask(
  { jobs, paths, children, logger }: WorkerContext,
  job: PredictJob,
  { asked, modelFile, onStart }: Asking,
): Promise<{ end: ChildEnd; isLeft: boolean; isLost: boolean }> {
  const child = children.take();
  let isLeft = false;
  let isLost = false;
  const letGo = holdJob({
    jobs,
    job,
    logger,
    onLost() {
      isLost = true;
      child.kill();
    },
  });
  const limit = setTimeout(child.kill, LIMIT_MS);
  onStart({
    runId: null,
    recheck: () => undefined,
    giveBack() {
      isLeft = true;
      child.kill();
    },
  });
  try {
    const { image } = asked;
    const end = await child.run(
      {
        kind: "predict",
        modelFile,
        datasetDir: paths.datasetDir(asked.datasetVersionId),
        image: "pixels" in image ? { pixels: image.pixels.toString("base64") } : image,
      },
      () => undefined,
    );
    return { end, isLost, isLeft: isLeft && end.kind === "killed" };
  } finally {
    letGo();
    clearTimeout(limit);
  }
}

function answerOf(end: ChildEnd): { probabilities: number[] } | { failure: string } {
  if (end.kind === "predicted") return { probabilities: end.probabilities };
  if (end.kind === "failed" || end.kind === "crashed") return { failure: end.failure.message };
  if (end.kind === "ended-outside") {
    return {
      failure: `The process that asked the network was ended from outside (${end.signal}). Try it once more.`,
    };
  }
  return { failure: "The network did not answer in time. Try it once more." };
}
