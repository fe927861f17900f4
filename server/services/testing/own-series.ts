import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seriesOptions } from "#models/datasets/import/series-options.ts";
import { importSeries } from "#server/datasets/import/series/import-series.ts";
import { packDataset } from "#server/datasets/pack-dataset.ts";
import { createDataset } from "../dataset/create.ts";
import { publishVersion } from "../dataset/publish-version.ts";
import type { ServiceDeps } from "../context.ts";

type Owned = { cohortId: string; actor: { id: string; name: string } };

/** `load` in MW rises by ten a row, `temperature` swings. */
export const SERIES_CSV = [
  "load,temperature",
  ...Array.from({ length: 100 }, (_, row) => `${row * 10},${Math.sin(row / 3) * 8}`),
].join("\n");

/** A cohort's own time series, ready: windows of four rows of two columns, the load two rows after them. */
export async function ownSeries(
  deps: ServiceDeps,
  { cohortId, actor }: Owned,
): Promise<{ datasetId: string; versionId: string }> {
  const about = { title: "Load", licence: "CC0", source: "Made up", visibility: "cohort" } as const;
  const made = await deps.db.transaction((tx) =>
    createDataset(tx, { id: randomUUID(), actor, cohortId, ...about }),
  );
  const options = seriesOptions.parse({
    kind: "series",
    columns: ["load", "temperature"],
    target: "load",
    unit: "MW",
    time: null,
    window: 4,
    horizon: 2,
    split: { rule: "time" },
  });
  const { descriptor, splits } = importSeries(Buffer.from(SERIES_CSV), "load.csv", options);
  const folder = await mkdtemp(join(tmpdir(), "strata-series-"));
  try {
    const dir = join(folder, "packed");
    const { title, licence, source } = about;
    const whole = { ...descriptor, id: made.versionId, title, licence, source, isSynthetic: false };
    await packDataset({ dir, descriptor: whole, splits });
    await deps.datasets.place(made.versionId, dir);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await publishVersion(deps, made.versionId);
  return made;
}
