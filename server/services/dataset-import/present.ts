import type { datasetImport as table } from "#db/schema/index.ts";
import { CATALOGUE_IDS } from "#models/datasets/catalogue.ts";
import { importState, type DatasetImport } from "#server/contract/dataset-import.ts";

/** Of a cohort that is there. */
export type OwnImport = typeof table.$inferSelect & { cohortId: string };

export function presentImport(row: OwnImport): DatasetImport {
  const { id, cohortId, name, bytes, receivedBytes, options, progress, report, failure, datasetId } = row;
  return {
    id,
    cohortId,
    name,
    catalogueId: CATALOGUE_IDS.find((each) => each === row.catalogueId) ?? null,
    bytes,
    receivedBytes,
    state: importState.parse(row.state),
    options,
    progress,
    report,
    failure,
    datasetId,
  };
}
