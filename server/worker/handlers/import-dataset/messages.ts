import { z } from "zod";
import { CATALOGUE_IDS } from "#models/datasets/catalogue.ts";
import { anyImportReport, importChoices } from "#models/datasets/import/import-choices.ts";
import { importProgress } from "#models/datasets/import/import-progress.ts";
import { defineMessages } from "../../host/define-task.ts";

const archive = z.object({ url: z.string(), fileName: z.string(), bytes: z.int(), sha256: z.string() });
const idxSplit = z.object({ images: archive, labels: archive });
const catalogueArchives = z.discriminatedUnion("format", [
  z.object({ format: z.literal("idx"), train: idxSplit, test: idxSplit }),
  z.object({ format: z.literal("cifar"), archive }),
]);

const task = z.object({
  /** Of the version that it becomes. */
  versionId: z.uuid(),
  name: z.string(),
  what: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("sent"),
      /** In order. */
      parts: z.array(z.object({ file: z.string(), bytes: z.int() })),
      options: importChoices,
    }),
    z.object({
      kind: z.literal("catalogue"),
      id: z.enum(CATALOGUE_IDS),
      archives: catalogueArchives,
      /** Keeps what was downloaded for the next try. */
      downloadsDir: z.string(),
    }),
  ]),
  /** Empty. */
  scratchDir: z.string(),
  /** Where the packed folder shall be. */
  outDir: z.string(),
});
export type ImportTask = z.infer<typeof task>;

const end = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("imported"), report: anyImportReport }),
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
