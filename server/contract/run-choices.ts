import { RUN_STATES } from "#models/runs/run-states.ts";
import { lineProblem, tidyLine } from "./line-of-text.ts";

/** `active`: queued, running or paused. */
export const RUN_STATE_FILTERS = ["active", ...RUN_STATES] as const;
export type RunStateFilter = (typeof RUN_STATE_FILTERS)[number];

export const RUN_SORTS = ["newest", "oldest", "best", "name"] as const;
export type RunSort = (typeof RUN_SORTS)[number];

export const MAX_PERSON_ID_LENGTH = 64;
export const MAX_TAG_LENGTH = 30;
export const MAX_SEARCH_LENGTH = 80;

const UUID =
  /^(?:[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}|0{8}(?:-0{4}){3}-0{12}|f{8}(?:-f{4}){3}-f{12})$/i;

const FITS = {
  state: (value) => RUN_STATE_FILTERS.some((each) => each === value),
  datasetId: (value) => /^[a-z0-9-]{1,64}$/.test(value),
  designId: (value) => UUID.test(value),
  startedBy: (value) => isLine(value, MAX_PERSON_ID_LENGTH),
  tag: (value) => isLine(value, MAX_TAG_LENGTH),
  search: (value) => isLine(value, MAX_SEARCH_LENGTH),
} satisfies Record<string, (value: string) => boolean>;

export type RunFilterName = keyof typeof FITS;
export const RUN_FILTER_NAMES = Object.keys(FITS) as RunFilterName[];

/** Whether `runFilter` would take it, without the schema, which a page of a list has no other use for. */
export function fitsRunFilter(name: RunFilterName, value: string): boolean {
  return FITS[name](value);
}

function isLine(text: string, maxLength: number): boolean {
  const line = tidyLine(text);
  return lineProblem(line) === undefined && line.length >= 1 && line.length <= maxLength;
}

export const MAX_RUN_NAME = 80;
