import { z } from "zod";
import { importOptions } from "#models/datasets/import/import-options.ts";
import { importReport } from "#models/datasets/import/import-report.ts";
import { importProgress } from "#server/contract/dataset-import.ts";
import { defineMessages } from "../../host/define-task.ts";

const task = z.object({
  /** Of the version that it becomes. */
  versionId: z.uuid(),
  name: z.string(),
  /** What was sent, in order. */
  parts: z.array(z.object({ file: z.string(), bytes: z.int() })),
  options: importOptions,
  /** Empty. */
  scratchDir: z.string(),
  /** Where the packed folder shall be. */
  outDir: z.string(),
});
export type ImportTask = z.infer<typeof task>;

const end = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("imported"), report: importReport }),
  /** Something is wrong with what was sent. */
  z.object({ kind: z.literal("refused"), reason: z.string() }),
]);
export type ImportEnd = z.infer<typeof end>;

export const importMessages = defineMessages({
  name: "import-dataset",
  task,
  news: z.never(),
  report: importProgress,
  end,
});
