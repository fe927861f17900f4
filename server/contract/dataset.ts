import { z } from "zod";
import { datasetDescriptor } from "#models/datasets/descriptor.ts";
import { oneLine } from "./one-line.ts";

/** Of a built-in dataset a word, of a cohort's own a UUID. */
export const datasetId = z
  .string()
  .max(64)
  .regex(/^[a-z0-9-]+$/);

/** Names one: a version, else the newest of a dataset, else of the cohort's default. */
export const getDatasetInput = z.object({
  cohortId: z.uuid(),
  datasetId: datasetId.optional(),
  versionId: z.uuid().optional(),
});
export type GetDatasetInput = z.infer<typeof getDatasetInput>;

/** What every page may know of a dataset's version. Labels of the test split are not part of it. */
export const datasetInfo = datasetDescriptor.extend({
  versionId: z.uuid(),
  versionNumber: z.int(),
  /** Label of each validation tile, for the tile picker; index is the tile's place in the split. */
  validationLabels: z.array(z.int()),
});
export type DatasetInfo = z.infer<typeof datasetInfo>;

/** Who may make designs and runs with a cohort's own dataset. Every member sees it. */
export const datasetVisibility = z.enum(["cohort", "owner"]);

export const datasetTitle = oneLine.min(1, "A dataset needs a title").max(80);
/** A name such as "CC BY 4.0", or a sentence or two. */
export const licenceText = z.string().trim().min(1, "Say under which licence it may be used").max(2000);
export const sourceText = z.string().trim().max(2000);

export const newDataset = z.object({
  cohortId: z.uuid(),
  title: datasetTitle,
  licence: licenceText,
  source: sourceText,
  visibility: datasetVisibility.default("cohort"),
});
export type NewDataset = z.infer<typeof newDataset>;
