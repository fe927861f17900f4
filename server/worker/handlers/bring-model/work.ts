import { join } from "node:path";
import { zooEntry } from "#models/zoo/zoo.ts";
import { bringModelJob } from "#server/jobs/bring-model.ts";
import type { FetchedJob } from "#server/jobs/jobs.ts";
import {
  finishArrival,
  giveUpLostArrivals,
  isArrivalWanted,
  loadArrival,
  noteArrivalProgress,
  sweepArrivals,
  sweepBroughtModels,
  type ArrivalToDo,
} from "#server/services/model/work.ts";
import type { LocalCopy } from "#server/storage/storage.ts";
import { findModel, freeName, putModel, removeModel } from "#server/vision/model-store.ts";
import { defineHandler, type WorkOptions } from "../../host/define-handler.ts";
import { passOn } from "../../host/pass-on.ts";
import { runTask, type TaskEnd } from "../../host/run-task.ts";
import type { WorkerContext } from "../../worker-context.ts";
import { bringMessages, type BringEnd, type BringTask } from "./messages.ts";

type BringJob = FetchedJob<{ arrivalId: string }>;

export const bringModelHandler = defineHandler({
  definition: bringModelJob,
  work: bringModel,
  tidy: ({ db, files }) => [
    [giveUpLostArrivals(db), "lost arrivals of models could not be looked for"],
    [sweepArrivals({ db, files }), "files of models that were sent could not be removed"],
    [sweepBroughtModels({ db, files }), "models of cohorts that are gone could not be removed"],
  ],
});

async function bringModel(context: WorkerContext, job: BringJob, options: WorkOptions): Promise<void> {
  const { db, jobs, files, logger, paths } = context;
  const { arrivalId } = job.payload;
  const todo = await loadArrival(db, arrivalId);
  if (todo === null) {
    await jobs.complete(job);
    return;
  }
  const copy = todo.uploadKey === null ? null : await files.localCopy(todo.uploadKey);
  try {
    const task = taskOf(todo, copy, join(paths.downloads, "models"));
    const { end, isLeft } =
      task === null ? { end: null, isLeft: false } : await look(context, { task, job, ...options });
    if (await passOn(context, job, { end, isLeft, lost: options.lost })) return;
    const outcome = await outcomeOf(context, todo, end);
    const isFinished = await finishArrival(db, arrivalId, outcome);
    // Cancelled at the last moment: it would be nobody's.
    if (!isFinished && outcome.state === "finished" && outcome.brought !== null) {
      await removeModel(files, outcome.brought.name);
    }
    logger.info({ arrivalId, end: end?.kind ?? "gone" }, "a model has come, or has not");
    await jobs.complete(job);
  } finally {
    await copy?.release();
  }
}

/** @returns null where what was sent is not here any more. */
function taskOf(todo: ArrivalToDo, copy: LocalCopy | null, downloadsDir: string): BringTask | null {
  if (todo.zooName !== null) {
    const file = zooEntry(todo.zooName)?.file ?? null;
    return { kind: "fetch", name: todo.zooName, file, downloadsDir };
  }
  return copy === null ? null : { kind: "look", file: copy.file, fileName: todo.title };
}

async function look(
  { db, children, logger }: WorkerContext,
  { task, job, lost, onStart }: { task: BringTask; job: BringJob } & WorkOptions,
): Promise<{ end: TaskEnd<BringEnd>; isLeft: boolean }> {
  const { arrivalId } = job.payload;
  const stopWhenUnwanted = (isWanted: Promise<boolean>): void => {
    isWanted.then(
      (wanted) => void (wanted || child.cancel()),
      (error: unknown) => logger.warn({ err: error, arrivalId }, "a model's state could not be told"),
    );
  };
  const child = runTask(children.take(bringModelJob.lane), bringMessages, {
    task,
    onReport: ({ doneBytes }) => stopWhenUnwanted(noteArrivalProgress(db, arrivalId, doneBytes)),
  });
  let isLeft = false;
  lost.addEventListener("abort", child.kill, { once: true });
  if (lost.aborted) child.kill();
  onStart({
    subjectId: arrivalId,
    recheck: () => stopWhenUnwanted(isArrivalWanted(db, arrivalId)),
    giveBack() {
      isLeft = true;
      child.kill();
    },
  });
  const end = await child.end;
  lost.removeEventListener("abort", child.kill);
  return { end, isLeft: isLeft && end.kind === "killed" };
}

async function outcomeOf(
  { files }: WorkerContext,
  { cohortId, zooName }: ArrivalToDo,
  end: TaskEnd<BringEnd> | null,
): Promise<Parameters<typeof finishArrival>[2]> {
  const failed = (failure: string) => ({ state: "failed", failure }) as const;
  switch (end?.kind) {
    case "looked-at": {
      const { descriptor, file } = end;
      // A file of one's own takes nobody's name; one that is the zoo's by its checksum is the zoo's, and everybody's.
      const isKnown = zooEntry(descriptor.name) !== undefined;
      if (isKnown && (await findModel(files, descriptor.name)) !== null) {
        return failed(`${descriptor.title} is here already.`);
      }
      const name = isKnown ? descriptor.name : await freeName(files, descriptor.name);
      await putModel(files, { ...descriptor, name, cohortId }, { file, canTake: zooName !== null });
      return { state: "finished", brought: isKnown ? null : { name, bytes: descriptor.bytes } };
    }
    case "refused":
      return failed(end.reason);
    case "failed":
    case "crashed":
      return failed(end.failure.message);
    case "ended-outside":
      return failed(`The process that looked at it was ended from outside (${end.signal}). Try once more.`);
    case "cancelled":
    case "killed":
      return failed("It was stopped before it was done. Try once more.");
    case undefined:
      return failed("What was sent is not on the server any more. Send it again.");
  }
}
