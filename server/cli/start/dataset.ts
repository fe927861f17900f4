import { prepareSky } from "#server/datasets/prepare-sky.ts";
import { prepareDataset, type PreparedDataset } from "#server/datasets/prepare-dataset.ts";
import type { DatasetProgress } from "#server/datasets/progress.ts";
import type { Environment } from "#server/platform/env.ts";
import type { Report } from "./steps.ts";

function describe({ phase, done, total }: DatasetProgress): string {
  if (total === 0) return phase;
  const percent = Math.floor((100 * done) / total);
  return phase === "packing" ? `packing ${done} of ${total} tiles (${percent} %)` : `${phase} ${percent} %`;
}

export function prepareData(
  environment: Environment,
  report: Report,
  signal?: AbortSignal,
): Promise<PreparedDataset> {
  return prepareDataset({
    home: environment.STRATA_HOME,
    eurosat: environment.EUROSAT,
    onProgress: (progress) => report(describe(progress)),
    signal,
  });
}

/** The built-in set for regression, where it is wanted. */
export async function prepareSkies(
  { STRATA_HOME: home, SKY_SEQUENCES: sequences }: Environment,
  report: Report,
  signal?: AbortSignal,
): Promise<void> {
  if (sequences === 0) return;
  await prepareSky({ home, sequences, signal, onProgress: (progress) => report(describe(progress)) });
}
