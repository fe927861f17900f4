import { mkdir } from "node:fs/promises";
import type { SplitName } from "#models/datasets/descriptor.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import type { ImportProgress } from "#server/contract/dataset-import.ts";
import { DatasetError } from "#server/datasets/dataset-error.ts";
import { importPictures, type ImportedPictures } from "#server/datasets/import/pictures/import-pictures.ts";
import { packDataset, type TileToPack } from "#server/datasets/pack-dataset.ts";
import type { DatasetProgress } from "#server/datasets/progress.ts";
import { defineTask, type TaskTools } from "../../host/define-task.ts";
import { importMessages, type ImportEnd, type ImportTask } from "./messages.ts";
import { openPartFiles } from "./part-files.ts";

type Tools = Pick<TaskTools<never, ImportProgress>, "say" | "signal">;

const TELL_INTERVAL_MS = 500;

/** Reads what somebody has sent and packs it into `outDir`, whole or not at all. */
export const importTask = defineTask(importMessages, async (task, tools): Promise<ImportEnd> => {
  try {
    return await importAndPack(task, tools);
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    return { kind: "refused", reason: error.message };
  }
});

async function importAndPack(task: ImportTask, { say, signal }: Tools): Promise<ImportEnd> {
  const { name, options, scratchDir, outDir } = task;
  const onProgress = tellNowAndThen(say);
  await mkdir(scratchDir, { recursive: true });
  const bytes = await openPartFiles(task.parts);
  try {
    const pictures = await importPictures({ bytes, name, options, scratchDir, onProgress, signal });
    try {
      await packDataset({ dir: outDir, ...describe(task, pictures), onProgress, signal });
      return { kind: "imported", report: pictures.report };
    } finally {
      await pictures.close();
    }
  } finally {
    await bytes.close();
  }
}

function describe(
  { versionId, name, options }: ImportTask,
  { classes, inputShape, splitRule, splits, report }: ImportedPictures,
) {
  const { quantity, unit } = options;
  const target: TaskTarget =
    report.values === null ? { task: "classification", classes } : { task: "regression", quantity, unit };
  const toPack = (split: SplitName): TileToPack[] =>
    splits[split].map(({ label, pixels }) => ({
      label: label.kind === "class" ? classes.indexOf(label.className) : label.value,
      pixels,
    }));
  return {
    descriptor: {
      id: versionId,
      title: name,
      target,
      inputShape,
      element: "uint8" as const,
      counts: report.splits,
      splitRule,
      // The dataset's own row says it, once it is confirmed.
      licence: "",
      source: name,
      isSynthetic: false,
    },
    splits: { train: toPack("train"), validation: toPack("validation"), test: toPack("test") },
  };
}

function tellNowAndThen(say: (progress: ImportProgress) => void): (progress: DatasetProgress) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return ({ phase, done, total }) => {
    const now = performance.now();
    if (now - toldAt < TELL_INTERVAL_MS) return;
    toldAt = now;
    say({ phase: phase === "packing" ? "packing" : "reading", done, total });
  };
}
