import { AppError } from "#server/platform/errors.ts";
import { describeFile } from "#server/vision/describe-file.ts";
import { fetchModelFile } from "#server/vision/fetch-model.ts";
import { defineTask, type TaskTools } from "../../host/define-task.ts";
import { bringMessages, type BringEnd, type BringTask } from "./messages.ts";

type Tools = Pick<TaskTools<never, { doneBytes: number }>, "say" | "signal">;

const TELL_INTERVAL_MS = 500;

/** Fetches a network's file, or takes one that was sent, loads it and runs it once. */
export const bringTask = defineTask(bringMessages, async (task, tools): Promise<BringEnd> => {
  try {
    const file = await fileOf(task, tools);
    const descriptor = await describeFile(file, task.kind === "look" ? task.fileName : undefined);
    return { kind: "looked-at", descriptor, file };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { kind: "refused", reason: error.message };
  }
});

async function fileOf(task: BringTask, { say, signal }: Tools): Promise<string> {
  if (task.kind === "look") return task.file;
  // Of a process that has just begun the clock says little more than 0.
  let toldAt = Number.NEGATIVE_INFINITY;
  return fetchModelFile(task, {
    folder: task.downloadsDir,
    signal,
    onProgress({ phase, done }) {
      const now = performance.now();
      if (phase !== "downloading" || now - toldAt < TELL_INTERVAL_MS) return;
      toldAt = now;
      say({ doneBytes: done });
    },
  });
}
