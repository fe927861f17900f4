import { isTableName } from "#models/datasets/import/is-table-name.ts";
import type { DatasetImport } from "#server/contract/dataset-import.ts";

/** A table that was sent alone is a time series; beside pictures it has their labels. */
export function isSeries({ catalogueId, name }: Pick<DatasetImport, "catalogueId" | "name">): boolean {
  return catalogueId === null && isTableName(name);
}
