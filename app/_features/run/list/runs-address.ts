import {
  fitsRunFilter,
  RUN_FILTER_NAMES,
  RUN_SORTS,
  type RunFilterName,
  type RunSort,
} from "#server/contract/run-choices.ts";
import type { ListRunsInput } from "#server/contract/run-list.ts";

/** What a list of runs shows, as its address holds it. */
export type RunsView = {
  search: string;
  state: string;
  dataset: string;
  design: string;
  /** A person's id, or `me`. */
  person: string;
  tag: string;
  isHidden: boolean;
  sort: RunSort;
};

const NAMES = {
  search: "q",
  state: "state",
  dataset: "dataset",
  design: "design",
  person: "person",
  tag: "tag",
} as const;
type Filter = keyof typeof NAMES;
const FILTERS = Object.keys(NAMES) as Filter[];

export function viewOf(address: Pick<URLSearchParams, "get">): RunsView {
  const read = (filter: Filter) => address.get(NAMES[filter]) ?? "";
  const sort = address.get("sort");
  return {
    search: read("search"),
    state: fitsRunFilter("state", read("state")) ? read("state") : "",
    dataset: read("dataset"),
    design: read("design"),
    person: read("person"),
    tag: read("tag"),
    isHidden: address.get("hidden") === "1",
    sort: RUN_SORTS.find((each) => each === sort) ?? "newest",
  };
}

/** `?q=deep&state=finished`; nothing for what is shown anyway. */
export function addressOf(view: RunsView): string {
  const address = new URLSearchParams();
  for (const filter of FILTERS) {
    const value = view[filter].trim();
    if (value !== "") address.set(NAMES[filter], value);
  }
  if (view.isHidden) address.set("hidden", "1");
  if (view.sort !== "newest") address.set("sort", view.sort);
  return address.size === 0 ? "" : `?${address.toString()}`;
}

/** What the server is asked for. What in a written address cannot be is left out, so that a list comes all the same. */
export function inputOf(cohortId: string, view: RunsView): Omit<ListRunsInput, "limit" | "cursor"> {
  const asked: Record<RunFilterName, string> = {
    search: view.search.trim(),
    state: view.state,
    datasetId: view.dataset,
    designId: view.design,
    startedBy: view.person === "me" ? "" : view.person,
    tag: view.tag,
  };
  const filter = Object.fromEntries(
    RUN_FILTER_NAMES.filter((name) => fitsRunFilter(name, asked[name])).map((name) => [name, asked[name]]),
  );
  return {
    cohortId,
    ...filter,
    ...(view.person === "me" ? { startedByMe: true } : {}),
    hidden: view.isHidden ? "only" : "without",
    sort: view.sort,
  };
}

/** Something is left out that is there to be cleared. */
export function isNarrowed(view: RunsView): boolean {
  return (
    view.isHidden ||
    FILTERS.some((filter) => filter !== "person" && view[filter].trim() !== "") ||
    !["", "me"].includes(view.person)
  );
}

/** With whose runs they are left as they were, and in the same order. */
export function cleared({ sort, person }: RunsView): RunsView {
  return { ...viewOf(new URLSearchParams()), sort, person: person === "me" ? "me" : "" };
}
