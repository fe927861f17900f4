import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { CATALOGUE_ARCHIVES } from "#server/datasets/catalogue/archives.ts";
import { importDatasetJob } from "#server/jobs/import-dataset.ts";
import type { FetchedJob } from "#server/jobs/jobs.ts";
import {
  discardAbandonedImports,
  giveUpLostImports,
  sweepImports,
} from "#server/services/dataset-import/sweep.ts";
import {
  finishImport,
  isImportHeld,
  loadImport,
  noteImportProgress,
  type ImportToDo,
} from "#server/services/dataset-import/work.ts";
import { datasetKey, datasetPrefix } from "#server/storage/storage-keys.ts";
import type { LocalCopy } from "#server/storage/storage.ts";
import { defineHandler, type WorkOptions } from "../../host/define-handler.ts";
import { passOn } from "../../host/pass-on.ts";
import { runTask, type TaskEnd } from "../../host/run-task.ts";
import type { WorkerContext } from "../../worker-context.ts";
import { importMessages, type ImportEnd, type ImportTask } from "./messages.ts";

type ImportJob = FetchedJob<{ importId: string }>;

export const importHandler = defineHandler({
  definition: importDatasetJob,
  work: importDataset,
  tidy: ({ db, files }) => [
    [giveUpLostImports(db), "lost imports could not be looked for"],
    [discardAbandonedImports(db), "abandoned uploads could not be discarded"],
    [sweepImports({ db, files }), "discarded uploads could not be removed"],
  ],
});

async function importDataset(context: WorkerContext, job: ImportJob, options: WorkOptions): Promise<void> {
  const { db, jobs, paths } = context;
  const claim = { importId: job.payload.importId, jobId: job.id };
  const todo = await loadImport(db, claim);
  const workDir = paths.importDir(job.id);
  // What a try that was killed has left; its job is completed only when that is gone.
  await rm(workDir, { recursive: true, force: true });
  try {
    if (todo !== null && !(await importInto(context, { todo, job, workDir, ...options }))) return;
  } finally {
    // A file that was being opened as the task was told to stop may appear while its folder is emptied.
    await rm(workDir, { recursive: true, force: true, maxRetries: 10 });
  }
  await jobs.complete(job);
}

/** @returns whether it has ended; else its job is another's. */
async function importInto(context: WorkerContext, reading: Reading): Promise<boolean> {
  const { db, files, logger } = context;
  const { job, workDir, lost } = reading;
  const claim = { importId: job.payload.importId, jobId: job.id };
  const { end, isLeft } = await readAndPack(context, reading);
  if (await passOn(context, job, { end, isLeft, lost })) return false;
  if (end?.kind === "imported") {
    const folder = join(workDir, "packed");
    for (const part of await readdir(folder)) {
      await files.putFile(datasetKey(job.id, part), join(folder, part), { canTake: true });
    }
  }
  const isKept = await finishImport(db, claim, outcomeOf(end));
  if (!isKept) await files.removeAll(datasetPrefix(job.id));
  logger.info({ importId: claim.importId, end: end?.kind ?? "gone" }, "an import has ended");
  return true;
}

type Reading = { todo: ImportToDo; job: ImportJob; workDir: string } & WorkOptions;

/** @returns no end where a part of the upload is not there. */
async function readAndPack(
  { db, children, files, logger, paths }: WorkerContext,
  { todo, job, workDir, lost, onStart }: Reading,
): Promise<{ end: TaskEnd<ImportEnd> | null; isLeft: boolean }> {
  const { importId } = job.payload;
  const copies: LocalCopy[] = [];
  try {
    for (const { key } of todo.what.kind === "sent" ? todo.what.parts : []) {
      const copy = await files.localCopy(key);
      if (copy === null) return { end: null, isLeft: false };
      copies.push(copy);
    }
    const stopWhenUnwanted = (isWanted: Promise<boolean>): void => {
      isWanted.then(
        (wanted) => void (wanted || child.cancel()),
        (error: unknown) => logger.warn({ err: error, importId }, "an import's state could not be told"),
      );
    };
    const child = runTask(children.take(importDatasetJob.lane), importMessages, {
      task: {
        versionId: job.id,
        name: todo.name,
        what: taskOf(todo.what, copies, paths.downloads),
        scratchDir: join(workDir, "scratch"),
        outDir: join(workDir, "packed"),
      },
      onReport: (progress) => stopWhenUnwanted(noteImportProgress(db, { importId, jobId: job.id }, progress)),
    });
    let isLeft = false;
    lost.addEventListener("abort", child.kill, { once: true });
    if (lost.aborted) child.kill();
    onStart({
      subjectId: importId,
      recheck: () => stopWhenUnwanted(isImportHeld(db, { importId, jobId: job.id })),
      giveBack() {
        isLeft = true;
        child.kill();
      },
    });
    const end = await child.end;
    lost.removeEventListener("abort", child.kill);
    return { end, isLeft: isLeft && end.kind === "killed" };
  } finally {
    await Promise.all(copies.map((copy) => copy.release()));
  }
}

function taskOf(
  what: ImportToDo["what"],
  copies: readonly LocalCopy[],
  downloadsDir: string,
): ImportTask["what"] {
  if (what.kind === "catalogue") return { ...what, archives: CATALOGUE_ARCHIVES[what.id], downloadsDir };
  return {
    kind: "sent",
    options: what.options,
    parts: what.parts.flatMap(({ bytes }, index) => {
      const file = copies[index]?.file;
      return file === undefined ? [] : [{ file, bytes }];
    }),
  };
}

function outcomeOf(end: TaskEnd<ImportEnd> | null): Parameters<typeof finishImport>[2] {
  switch (end?.kind) {
    case "imported":
      return { report: end.report };
    case "refused":
      return { failure: end.reason };
    case "failed":
    case "crashed":
      return { failure: end.failure.message };
    case "ended-outside":
      return { failure: `The process that read it was ended from outside (${end.signal}). Try once more.` };
    case "cancelled":
    case "killed":
      return { failure: "It was stopped before it was done. Try once more." };
    case undefined:
      return { failure: "A part of what was sent is not on the server any more. Send it again." };
  }
}
