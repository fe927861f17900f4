import { mkdir } from "node:fs/promises";
import { catalogueEntry } from "#models/datasets/catalogue.ts";
import type { SplitName } from "#models/datasets/descriptor.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import type { ImportProgress } from "#models/datasets/import/import-progress.ts";
import { openCatalogue } from "#server/datasets/catalogue/open-catalogue.ts";
import type { SeriesOptions } from "#models/datasets/import/series-options.ts";
import { importSeries } from "#server/datasets/import/series/import-series.ts";
import { requireTableSize } from "#server/datasets/import/series/read-series.ts";
import { DatasetError } from "#server/datasets/dataset-error.ts";
import {
  importPictures,
  importSource,
  type ImportedPictures,
} from "#server/datasets/import/pictures/import-pictures.ts";
import { packDataset, type TileToPack } from "#server/datasets/pack-dataset.ts";
import type { DatasetPhase, DatasetProgress, OnProgress } from "#server/datasets/progress.ts";
import { defineTask, type TaskTools } from "../../host/define-task.ts";
import { importMessages, type ImportEnd, type ImportTask } from "./messages.ts";
import { openPartFiles } from "./part-files.ts";

type Tools = Pick<TaskTools<never, ImportProgress>, "say" | "signal">;

const TELL_INTERVAL_MS = 500;

const PHASES: Record<DatasetPhase, ImportProgress["phase"]> = {
  connecting: "downloading",
  downloading: "downloading",
  verifying: "downloading",
  reading: "reading",
  packing: "packing",
};

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
  const onProgress = tellNowAndThen(say);
  await mkdir(task.scratchDir, { recursive: true });
  if (task.what.kind === "sent" && task.what.options.kind === "series") {
    const { descriptor, splits, report } = await readSeries(task, task.what.parts, task.what.options);
    await packDataset({ dir: task.outDir, descriptor, splits, onProgress, signal });
    return { kind: "imported", report };
  }
  const { pictures, close } = await read(task, { onProgress, signal });
  try {
    await packDataset({ dir: task.outDir, ...describe(task, pictures), onProgress, signal });
    return { kind: "imported", report: pictures.report };
  } finally {
    await pictures.close();
    await close();
  }
}

async function readSeries(
  task: ImportTask,
  parts: Parameters<typeof openPartFiles>[0],
  options: SeriesOptions,
) {
  const bytes = await openPartFiles(parts);
  try {
    requireTableSize(bytes.size, task.name);
    const series = importSeries(await bytes.read(0, bytes.size), task.name, options);
    return { ...series, descriptor: { ...about(task), ...series.descriptor } };
  } finally {
    await bytes.close();
  }
}

type Watching = { onProgress: OnProgress; signal: AbortSignal };
type Read = { pictures: ImportedPictures; close: () => Promise<void> };

async function read({ name, what, scratchDir }: ImportTask, watching: Watching): Promise<Read> {
  if (what.kind === "catalogue") return readCatalogue(what, scratchDir, watching);
  const bytes = await openPartFiles(what.parts);
  try {
    const { options } = what;
    if (options.kind !== "pictures") throw new RangeError("A series holds no pictures");
    return {
      pictures: await importPictures({ bytes, name, options, scratchDir, ...watching }),
      close: bytes.close,
    };
  } catch (error) {
    await bytes.close();
    throw error;
  }
}

type FromCatalogue = Extract<ImportTask["what"], { kind: "catalogue" }>;

async function readCatalogue(what: FromCatalogue, scratchDir: string, watching: Watching): Promise<Read> {
  const source = await openCatalogue({ ...what, scratchDir, ...watching });
  const { classes, inputShape } = catalogueEntry(what.id);
  try {
    const pictures = await importSource({
      source,
      classes,
      side: inputShape[0],
      channels: inputShape[2],
      decode: (pixels) => pixels,
      options: { split: { rule: "folders" }, faults: "refuse" },
      scratchDir,
      ...watching,
    });
    const { splitRule } = catalogueEntry(what.id);
    return { pictures: { ...pictures, splitRule }, close: source.close };
  } catch (error) {
    await source.close();
    throw error;
  }
}

function describe(task: ImportTask, { classes, inputShape, splitRule, splits, report }: ImportedPictures) {
  const target: TaskTarget =
    report.values !== null && task.what.kind === "sent" && task.what.options.kind === "pictures"
      ? { task: "regression", quantity: task.what.options.quantity, unit: task.what.options.unit }
      : { task: "classification", classes };
  const toPack = (split: SplitName): TileToPack[] =>
    splits[split].map(({ label, pixels }) => ({
      label: label.kind === "class" ? classes.indexOf(label.className) : label.value,
      pixels,
    }));
  return {
    descriptor: {
      ...about(task),
      target,
      inputShape,
      element: "uint8" as const,
      counts: report.splits,
      splitRule,
    },
    splits: { train: toPack("train"), validation: toPack("validation"), test: toPack("test") },
  };
}

function about({ versionId, name }: ImportTask) {
  // The licence is said by the dataset's own row, once it is confirmed.
  return { id: versionId, title: name, licence: "", source: name, isSynthetic: false };
}

function tellNowAndThen(say: (progress: ImportProgress) => void): (progress: DatasetProgress) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return ({ phase, done, total }) => {
    const now = performance.now();
    if (now - toldAt < TELL_INTERVAL_MS) return;
    toldAt = now;
    say({ phase: PHASES[phase], done, total });
  };
}
