import { z } from "zod";
import { datasetId } from "./dataset.ts";
import { oneLine } from "./one-line.ts";
import {
  MAX_PERSON_ID_LENGTH,
  MAX_RUN_NAME,
  MAX_SEARCH_LENGTH,
  MAX_TAG_LENGTH,
  RUN_SORTS,
  RUN_STATE_FILTERS,
} from "./run-choices.ts";
import type { RunSummary } from "./run.ts";

export const MAX_TAGS = 10;
/** As many runs are marked at once. */
const MAX_MARKED = 100;

const personId = oneLine.min(1).max(MAX_PERSON_ID_LENGTH);
const runTag = oneLine.min(1).max(MAX_TAG_LENGTH);

const runSort = z.enum(RUN_SORTS);

/** What a list of runs is narrowed to. Tags and what is hidden are the asking person's own. */
export const runFilter = z.object({
  designId: z.uuid().optional(),
  /** Only those that the signed-in person started. */
  startedByMe: z.boolean().optional(),
  startedBy: personId.optional(),
  state: z.enum(RUN_STATE_FILTERS).optional(),
  datasetId: datasetId.optional(),
  tag: runTag.optional(),
  /** Part of a run's name or of its starter's. */
  search: oneLine.min(1).max(MAX_SEARCH_LENGTH).optional(),
  hidden: z.enum(["without", "only"]).optional(),
});

export const listRunsInput = runFilter.extend({
  cohortId: z.uuid(),
  sort: runSort.default("newest"),
  /** As `nextCursor` of the page before gave it: with the name that its last run had. */
  cursor: z.string().max(200).optional(),
  limit: z.int().min(1).max(100).default(30),
});
export type ListRunsInput = z.infer<typeof listRunsInput>;

/** What one person has made of a run for themselves. */
export type OwnMarks = { tags: string[]; isHidden: boolean };
export type ListedRun = RunSummary & OwnMarks;

/** What there is to choose from among a cohort's runs. */
export type RunFacets = {
  datasets: { id: string; title: string }[];
  people: { id: string; name: string }[];
  /** Those that the asking person may look at. */
  designs: { id: string; name: string }[];
  tags: string[];
  hiddenCount: number;
};

export const renameRunInput = z.object({ runId: z.uuid(), name: oneLine.min(1).max(MAX_RUN_NAME) });
export type RenameRunInput = z.infer<typeof renameRunInput>;

export const markRunsInput = z.object({
  cohortId: z.uuid(),
  runIds: z.array(z.uuid()).min(1).max(MAX_MARKED),
  isHidden: z.boolean().optional(),
  addTags: z.array(runTag).max(MAX_TAGS).optional(),
  removeTags: z.array(runTag).max(MAX_TAGS).optional(),
});
export type MarkRunsInput = z.infer<typeof markRunsInput>;
