import { existsSync } from "node:fs";
import { join } from "node:path";
import { SKY_SEQUENCES } from "#server/datasets/synthetic/sky/create-sky.ts";
import { DatasetError } from "#server/datasets/dataset-error.ts";
import { openDataset, type PackedDataset } from "#server/datasets/open-dataset.ts";
import { prepareSky } from "#server/datasets/prepare-sky.ts";
import { SKY_IRRADIANCE } from "#models/datasets/sky-irradiance.ts";
import { DESCRIPTOR_FILE } from "#server/datasets/packed-format.ts";
import { prepareDataset } from "#server/datasets/prepare-dataset.ts";
import type { OnProgress } from "#server/datasets/progress.ts";
import type { Environment } from "#server/platform/env.ts";
import { UsageError } from "./usage-error.ts";

type Options = { environment: Environment; signal: AbortSignal; onProgress: OnProgress };

/** The dataset that `--dataset` names, packed first where it is not. @throws UsageError where it cannot be used. */
export async function readDataset(
  wanted: string,
  { environment, signal, onProgress }: Options,
): Promise<{ dataset: PackedDataset; message: string }> {
  const prepare = { home: environment.STRATA_HOME, signal, onProgress };
  try {
    if (existsSync(join(wanted, DESCRIPTOR_FILE)))
      return { dataset: await openDataset(wanted), message: wanted };
    if (wanted === SKY_IRRADIANCE.id) {
      const sequences = environment.SKY_SEQUENCES === 0 ? SKY_SEQUENCES : environment.SKY_SEQUENCES;
      const dir = await prepareSky({ ...prepare, sequences });
      return { dataset: await openDataset(dir), message: `${sequences} sequences, drawn by Strata` };
    }
    const { dir, outcome } = await prepareDataset(
      wanted === "synthetic"
        ? { ...prepare, preferSynthetic: true }
        : { ...prepare, eurosat: wanted === "eurosat" ? environment.EUROSAT : wanted },
    );
    return { dataset: await openDataset(dir), message: outcome.message };
  } catch (error) {
    if (error instanceof DatasetError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
