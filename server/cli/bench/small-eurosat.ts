import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "#server/platform/paths.ts";

/** What EUROSAT names, else a thousand real tiles where the shared data lies beside the project; empty elsewhere. */
export function smallEurosat(): string {
  const shared = process.env.STRATA_SHARED ?? join(ROOT, "../shared");
  const shard = join(shared, "data/eurosat-1k-train-00000-of-00001.parquet");
  return process.env.EUROSAT ?? (existsSync(shard) ? shard : "");
}
