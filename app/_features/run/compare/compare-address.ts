/** As many lines can be told apart. */
export const MOST_COMPARED = 6;

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

export function compareAddress(cohortId: string, runIds: readonly string[]): string {
  return `/cohorts/${cohortId}/compare?runs=${runIds.join(",")}`;
}

/** The runs that an address names, each once, as many as can be compared. */
export function comparedRuns(runs: string | null): string[] {
  const ids = (runs ?? "").split(",").map((id) => id.trim().toLowerCase());
  return [...new Set(ids)].filter((id) => UUID.test(id)).slice(0, MOST_COMPARED);
}
