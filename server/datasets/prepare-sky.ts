import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { SKY_IRRADIANCE } from "#models/datasets/sky-irradiance.ts";
import { datasetsFolder } from "./packed-format.ts";
import type { OnProgress } from "./progress.ts";
import { recallSource, rememberSource } from "./source-records.ts";
import { createSkySet, skyFingerprint } from "./synthetic/sky/create-sky.ts";

export type PrepareSky = {
  /** STRATA_HOME. */
  home: string;
  sequences: number;
  onProgress?: OnProgress | undefined;
  signal?: AbortSignal | undefined;
};

/** The folder of the synthetic skies, drawn where they are not there as they should be. */
export async function prepareSky({ home, sequences, onProgress, signal }: PrepareSky): Promise<string> {
  const datasetsDir = datasetsFolder(home);
  const dir = join(datasetsDir, SKY_IRRADIANCE.id);
  const fingerprint = skyFingerprint(sequences);
  if ((await recallSource(datasetsDir, fingerprint)) !== undefined) return dir;
  await mkdir(datasetsDir, { recursive: true });
  const packed = await createSkySet({ dir, sequences, onProgress, signal });
  await rememberSource(datasetsDir, fingerprint, packed);
  return dir;
}
