import type { datasetImport as table } from "#db/schema/index.ts";
import { importOptions } from "#models/datasets/import/import-options.ts";
import { importReport } from "#models/datasets/import/import-report.ts";
import { importProgress, importState, type DatasetImport } from "#server/contract/dataset-import.ts";

/** Of a cohort that is there. */
export type OwnImport = typeof table.$inferSelect & { cohortId: string };

/** What an older Strata has written and this one cannot read shows as not being there: it can be imported anew. */
export function presentImport(row: OwnImport): DatasetImport {
  const { id, cohortId, name, bytes, receivedBytes, failure, datasetId } = row;
  return {
    id,
    cohortId,
    name,
    bytes,
    receivedBytes,
    failure,
    datasetId,
    state: importState.parse(row.state),
    options: importOptions.safeParse(row.options).data ?? null,
    progress: importProgress.safeParse(row.progress).data ?? null,
    report: importReport.safeParse(row.report).data ?? null,
  };
}
