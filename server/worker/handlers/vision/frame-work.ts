import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { askFrameJob } from "#server/jobs/ask-frame.ts";
import type { FetchedJob } from "#server/jobs/jobs.ts";
import { answerFrame, forgetFrames, loadFrame } from "#server/services/vision/frames.ts";
import { defineHandler, type WorkOptions } from "../../host/define-handler.ts";
import type { WorkerContext } from "../../worker-context.ts";
import { endingOf } from "./ending-of.ts";
import { detectTask, localModel } from "./local-model.ts";
import { visionMessages } from "./messages.ts";

type FrameJob = FetchedJob<{ frameId: string }>;

export const frameHandler = defineHandler({
  definition: askFrameJob,
  work: answerOne,
  tidy: ({ db }) => [[forgetFrames(db), "old frames could not be deleted"]],
});

/** A frame is tried once: the next one is newer. */
async function answerOne(
  { db, jobs, files, resident, paths }: WorkerContext,
  job: FrameJob,
  { lost, onStart }: WorkOptions,
): Promise<void> {
  const { frameId } = job.payload;
  const frame = await loadFrame(db, frameId);
  if (frame === null) {
    await jobs.complete(job);
    return;
  }
  const left = new AbortController();
  onStart({ subjectId: null, recheck: () => undefined, giveBack: () => left.abort() });
  const model = await localModel(files, frame.model);
  if (model === null) {
    await answerFrame(db, frameId, { failure: `The model ${frame.model} is gone from the server.` });
    await jobs.complete(job);
    return;
  }
  await mkdir(paths.work, { recursive: true });
  const folder = await mkdtemp(join(paths.work, "vision-"));
  try {
    const pictureFile = join(folder, "frame");
    await writeFile(pictureFile, frame.bytes);
    const signal = AbortSignal.any([lost, left.signal]);
    const end = await resident.ask(visionMessages, detectTask(model, pictureFile), signal);
    await answerFrame(db, frameId, endingOf(end));
    await jobs.complete(job);
  } finally {
    await model.release();
    await rm(folder, { recursive: true, force: true });
  }
}
