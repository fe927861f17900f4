import type { DatasetSummary } from "#server/contract/dataset.ts";

/** Who may make designs and runs with a dataset, for its page and the list. */
export function whoMayUse({ visibility, owner }: Pick<DatasetSummary, "visibility" | "owner">): string {
  if (visibility === "everyone") return "Everyone may use it";
  if (visibility === "cohort") return "The cohort may use it";
  return `${owner?.name ?? "Who added it"} and instructors may use it`;
}
