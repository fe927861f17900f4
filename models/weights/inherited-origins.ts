import type { OriginMark, StartingPoint } from "./starting-point.ts";

/** What is known to stand behind a run's weights. Of an older release's it is only known that they were not fresh. */
export function originsOf(startedFrom: StartingPoint | null): OriginMark[] {
  if (startedFrom === null) return [];
  return startedFrom.origins ?? ["run"];
}

/** The marks of what starts from a run's weights: the run's own, and that they are a run's. */
export function inheritedOrigins(startedFrom: StartingPoint | null): OriginMark[] {
  return [...new Set<OriginMark>([...originsOf(startedFrom), "run"])];
}

/** The marks of a run that starts from weights, given what those were trained on and what it trains on itself. */
export function originsOfRun(
  { origins, datasetVersionId }: { origins: readonly OriginMark[]; datasetVersionId: string | null },
  versionId: string,
): OriginMark[] {
  const isOther = datasetVersionId !== null && datasetVersionId !== versionId;
  return [...new Set<OriginMark>([...origins, ...(isOther ? (["other-dataset"] as const) : [])])];
}
