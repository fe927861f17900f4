import type { GetDatasetInput } from "#server/contract/dataset.ts";

type Chosen = Pick<GetDatasetInput, "datasetId" | "versionId">;

/** Which board an address names: `?dataset=…&version=…`; the cohort's default where it names none. */
export function boardInAddress(search: Pick<URLSearchParams, "get">): Chosen {
  const [datasetId, versionId] = [search.get("dataset"), search.get("version")];
  return {
    ...(datasetId === null ? {} : { datasetId }),
    ...(versionId === null ? {} : { versionId }),
  };
}
