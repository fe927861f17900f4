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
const datasetInfo = datasetDescriptor.extend({
  versionId: z.uuid(),
  versionNumber: z.int(),
  /** Class or value of each validation tile, for the tile picker; index is the tile's place in the split. */
  validationTargets: z.array(z.number()),
});
export type DatasetInfo = z.infer<typeof datasetInfo>;

export const datasetWindowInput = z.object({
  cohortId: z.uuid(),
  versionId: z.uuid(),
  /** Place in the validation split. */
  index: z.int().min(0),
});
export type DatasetWindowInput = z.infer<typeof datasetWindowInput>;

/** A window of a time series, a list for each of the dataset's columns: its values in its own unit, the oldest first. */
export const seriesWindow = z.array(z.array(z.number()));
export type SeriesWindow = z.infer<typeof seriesWindow>;

/** Who may make designs and runs with a cohort's own dataset. Every member sees it. */
const datasetVisibility = z.enum(["cohort", "owner"]);

const datasetTitle = oneLine.min(1, "A dataset needs a title").max(80);
/** A name such as "CC BY 4.0", or a sentence or two. */
const licenceText = z.string().trim().min(1, "Say under which licence it may be used").max(2000);
const sourceText = z.string().trim().max(2000);

export const newDataset = z.object({
  cohortId: z.uuid(),
  title: datasetTitle,
  licence: licenceText,
  source: sourceText,
  visibility: datasetVisibility.default("cohort"),
});
export type NewDataset = z.infer<typeof newDataset>;

const inCohort = z.object({ cohortId: z.uuid(), datasetId });

export const useDatasetInput = inCohort.extend({ isUsed: z.boolean() });
export type UseDatasetInput = z.infer<typeof useDatasetInput>;

/** null leaves the choice to what comes with Strata. */
export const setDefaultDatasetInput = z.object({ cohortId: z.uuid(), datasetId: datasetId.nullable() });
export type SetDefaultDatasetInput = z.infer<typeof setDefaultDatasetInput>;

export const letLearnersAddInput = z.object({ cohortId: z.uuid(), isLet: z.boolean() });
export type LetLearnersAddInput = z.infer<typeof letLearnersAddInput>;

export const updateDatasetInput = inCohort.extend({
  title: datasetTitle.optional(),
  licence: licenceText.optional(),
  source: sourceText.optional(),
  visibility: datasetVisibility.optional(),
  isArchived: z.boolean().optional(),
});
export type UpdateDatasetInput = z.infer<typeof updateDatasetInput>;

export const datasetInCohort = inCohort;
export type DatasetInCohort = z.infer<typeof datasetInCohort>;

const datasetVersionState = z.enum(["preparing", "ready", "failed", "absent"]);

const datasetSummary = z.object({
  id: datasetId,
  title: z.string(),
  /** Comes with Strata, and is every cohort's. */
  isBuiltIn: z.boolean(),
  isSynthetic: z.boolean(),
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  visibility: z.enum(["everyone", "cohort", "owner"]),
  isUsed: z.boolean(),
  isArchived: z.boolean(),
  /** What new designs and the board are for. */
  isDefault: z.boolean(),
  /** The signed-in person may make designs and runs with it. */
  isUsable: z.boolean(),
  /** The signed-in person may change or delete it. */
  canManage: z.boolean(),
  /** The newest version that is ready. */
  versionId: z.uuid().nullable(),
  versionNumber: z.int().nullable(),
  descriptor: datasetDescriptor.nullable(),
  sizeBytes: z.number().nullable(),
  /** Of the newest version, ready or not. */
  newest: z.object({ id: z.uuid(), state: datasetVersionState, failure: z.string().nullable() }).nullable(),
});
export type DatasetSummary = z.infer<typeof datasetSummary>;

const datasetList = z.object({
  datasets: z.array(datasetSummary),
  /** The signed-in person may add one. */
  mayAdd: z.boolean(),
  learnersMayAdd: z.boolean(),
  /** Of cohorts that the signed-in instructor teaches too, and not seen here yet. */
  elsewhere: z.array(z.object({ id: datasetId, title: z.string(), cohortName: z.string() })),
});
export type DatasetList = z.infer<typeof datasetList>;

/** Examples that belong together, such as those of one class. */
const datasetGroup = z.object({
  name: z.string(),
  train: z.int(),
  validation: z.int(),
  /** Places of some of them in the validation split. */
  samples: z.array(z.int()),
});
export type DatasetGroup = z.infer<typeof datasetGroup>;

const datasetDetails = datasetSummary.extend({
  licence: z.string(),
  source: z.string(),
  groups: z.array(datasetGroup),
  versions: z.array(
    z.object({
      id: z.uuid(),
      number: z.int(),
      state: datasetVersionState,
      failure: z.string().nullable(),
      counts: datasetDescriptor.shape.counts.nullable(),
      sizeBytes: z.number().nullable(),
      madeBy: z.string().nullable(),
      createdAt: z.iso.datetime(),
      /** Of this cohort. */
      runs: z.int(),
    }),
  ),
  /** What stands on it, in this cohort and in others. */
  uses: z.object({ runs: z.int(), designs: z.int(), elsewhere: z.int() }),
});
export type DatasetDetails = z.infer<typeof datasetDetails>;
