import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { VisionAnswer } from "#models/vision/question.ts";
import type { ModelDescriptor } from "#models/zoo/descriptor.ts";
import { askVisionJob } from "#server/jobs/ask-vision.ts";
import type { FetchedJob } from "#server/jobs/jobs.ts";
import {
  answerVisionQuestion,
  forgetVisionPictures,
  giveUpLostVision,
  loadVisionQuestion,
} from "#server/services/vision/answer.ts";
import { refuseVision } from "#server/services/vision/refuse.ts";
import { modelKey } from "#server/storage/storage-keys.ts";
import { findModel } from "#server/vision/model-store.ts";
import { defineHandler, type WorkOptions } from "../../host/define-handler.ts";
import type { TaskEnd } from "../../host/run-task.ts";
import type { WorkerContext } from "../../worker-context.ts";
import { visionMessages, type VisionEnd } from "./messages.ts";

type VisionJob = FetchedJob<{ questionId: string }>;

export const visionHandler = defineHandler({
  definition: askVisionJob,
  work: answerQuestion,
  tidy: ({ db }) => [
    [giveUpLostVision(db), "lost questions about pictures could not be looked for"],
    [forgetVisionPictures(db), "old pictures could not be deleted"],
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
  const name = asked.ask.model;
  const descriptor = await findModel(files, name);
  const model = descriptor === null ? null : await files.localCopy(modelKey(name, "model.onnx"));
  if (descriptor === null || model === null) {
    const message = `The model ${name} is gone from the server. Ask your instructor.`;
    const refusal = { workerId, failure: { code: "INTERNAL", message }, room: null } as const;
    leftToOthers.add(job.id);
    await refuseVision({ db, jobs }, job, refusal);
    return;
  }
  let answered;
  try {
    answered = await ask(context, { bytes: asked.bytes, descriptor, modelFile: model.file, ...options });
  } finally {
    await model.release();
  }
  const { end, isLeft } = answered;
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
  logger.info({ questionId, end: end.kind }, "answered a question about a picture");
  await answerVisionQuestion(db, questionId, endingOf(end));
  await jobs.complete(job);
}

type Asking = { bytes: Buffer; descriptor: ModelDescriptor; modelFile: string } & WorkOptions;

async function ask(
  { resident, paths }: WorkerContext,
  { bytes, descriptor, modelFile, lost, onStart }: Asking,
): Promise<{ end: TaskEnd<VisionEnd>; isLeft: boolean }> {
  const left = new AbortController();
  onStart({ subjectId: null, recheck: () => undefined, giveBack: () => left.abort() });
  await mkdir(paths.work, { recursive: true });
  const folder = await mkdtemp(join(paths.work, "vision-"));
  try {
    const pictureFile = join(folder, "picture");
    await writeFile(pictureFile, bytes);
    const { form, input, preprocessing, sha256 } = descriptor;
    const task = {
      kind: "detect",
      modelKey: sha256,
      modelFile,
      form,
      input,
      preprocessing,
      pictureFile,
    } as const;
    const end = await resident.ask(visionMessages, task, AbortSignal.any([lost, left.signal]));
    return { end, isLeft: left.signal.aborted && end.kind === "killed" };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function endingOf(end: TaskEnd<VisionEnd>): { answer: VisionAnswer } | { failure: string } {
  if (end.kind === "answered") return { answer: end.answer };
  if (end.kind === "failed" || end.kind === "crashed") return { failure: end.failure.message };
  if (end.kind === "ended-outside") {
    return {
      failure: `The process that asked the network was ended from outside (${end.signal}). Try it once more.`,
    };
  }
  return { failure: "The network did not answer in time. Try it once more." };
}
