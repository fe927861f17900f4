import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { VisionAsk } from "#models/vision/question.ts";
import { askVisionJob } from "#server/jobs/ask-vision.ts";
import type { FetchedJob } from "#server/jobs/jobs.ts";
import { forgetSubmittedPictures } from "#server/services/submission/picture-copies.ts";
import {
  answerVisionQuestion,
  forgetVisionPictures,
  giveUpLostVision,
  loadVisionQuestion,
  type VisionWork,
} from "#server/services/vision/answer.ts";
import { refuseVision } from "#server/services/vision/refuse.ts";
import { defineHandler, type WorkOptions } from "../../host/define-handler.ts";
import { passOn } from "../../host/pass-on.ts";
import type { TaskEnd } from "../../host/run-task.ts";
import type { WorkerContext } from "../../worker-context.ts";
import { endingOf } from "./ending-of.ts";
import { forgetEmbeddings } from "./forget-embeddings.ts";
import { forgetLeftovers } from "./forget-leftovers.ts";
import { detectTask, localModel, type LocalModel } from "./local-model.ts";
import { visionMessages, type VisionEnd, type VisionTask } from "./messages.ts";

type VisionJob = FetchedJob<{ questionId: string }>;

export const visionHandler = defineHandler({
  definition: askVisionJob,
  work: answerQuestion,
  tidy: ({ db, paths }) => [
    [giveUpLostVision(db), "lost questions about pictures could not be looked for"],
    [forgetVisionPictures(db), "old pictures could not be deleted"],
    [forgetSubmittedPictures(db), "old pictures that were handed in could not be deleted"],
    [forgetEmbeddings(paths.embeddings), "old embeddings could not be deleted"],
    [forgetLeftovers(paths.work), "what processes left that died could not be deleted"],
  ],
});

async function answerQuestion(context: WorkerContext, job: VisionJob, options: WorkOptions): Promise<void> {
  const { db, jobs, files, leftToOthers, logger, workerId } = context;
  const { questionId } = job.payload;
  const asked = await loadVisionQuestion(db, questionId);
  if (asked === null) {
    await jobs.complete(job);
    return;
  }
  const model = asked.ask.kind === "detect" ? await localModel(files, asked.ask.model) : null;
  if (asked.ask.kind === "detect" && model === null) {
    const message = `The model ${asked.ask.model} is gone from the server. Ask your instructor.`;
    const refusal = { workerId, failure: { code: "INTERNAL", message }, room: null } as const;
    leftToOthers.add(job.id);
    await refuseVision({ db, jobs }, job, refusal);
    return;
  }
  let answered;
  try {
    answered = await ask(context, { asked, model, ...options });
  } finally {
    await model?.release();
  }
  if (await passOn(context, job, { ...answered, lost: options.lost })) return;
  const { end } = answered;
  logger.info({ questionId, end: end.kind }, "answered a question about a picture");
  await answerVisionQuestion(db, questionId, endingOf(end));
  await jobs.complete(job);
}

type Asking = { asked: VisionWork; model: LocalModel | null } & WorkOptions;

async function ask(
  { resident, paths }: WorkerContext,
  { asked, model, lost, onStart }: Asking,
): Promise<{ end: TaskEnd<VisionEnd>; isLeft: boolean }> {
  const left = new AbortController();
  onStart({ subjectId: null, recheck: () => undefined, giveBack: () => left.abort() });
  await mkdir(paths.work, { recursive: true });
  await mkdir(paths.embeddings, { recursive: true });
  const folder = await mkdtemp(join(paths.work, "vision-"));
  try {
    const pictureFile = join(folder, "picture");
    await writeFile(pictureFile, asked.bytes);
    const embeddingFile = join(paths.embeddings, asked.pictureId);
    const task = taskOf(asked.ask, { model, pictureFile, embeddingFile });
    const end = await resident.ask(visionMessages, task, AbortSignal.any([lost, left.signal]));
    return { end, isLeft: left.signal.aborted && end.kind === "killed" };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Places = { model: LocalModel | null; pictureFile: string; embeddingFile: string };

function taskOf(ask: VisionAsk, { model, pictureFile, embeddingFile }: Places): VisionTask {
  if (ask.kind !== "detect") return { ...ask, pictureFile, embeddingFile };
  if (model === null) throw new Error("A detector is asked without its file");
  return detectTask(model, pictureFile);
}
