import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Storage } from "#server/storage/storage.ts";
import { describeFile } from "../describe-file.ts";
import { putModel } from "../model-store.ts";
import { tinyDetector } from "./tiny-detector.ts";

/** A cat on the left half, sure; the same cat again; a dog on the right. Pixels of 32. */
const TINY_ROWS = [
  [8, 8, 24, 0, 0, 0, 0],
  [16, 16, 16, 0, 0, 0, 0],
  [16, 15, 8, 0, 0, 0, 0],
  [32, 31, 8, 0, 0, 0, 0],
  [0.75, 0.6875, 0, 0, 0, 0, 0],
  [0, 0, 0.625, 0, 0, 0, 0],
];

export const tinyPets = () =>
  tinyDetector({ rows: TINY_ROWS, metadata: { names: "{0: 'cat', 1: \"dog\"}" } });

/** Makes the model `tiny` one that can be asked; under another name, it is a cohort's own. */
export async function putTinyModel(
  files: Storage,
  own: { name?: string; cohortId?: string } = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "strata-tiny-"));
  const file = join(folder, "tiny.onnx");
  await writeFile(file, tinyPets());
  await putModel(files, { ...(await describeFile(file)), ...own }, { file, canTake: false });
  await rm(folder, { recursive: true });
}
