import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "#server/platform/paths.ts";

const DATA = join(ROOT, "../shared/data");

/** Networks and photographs that others published; not part of this repository, so that tests without them are left out. */
export const hasReferenceFiles = existsSync(join(DATA, "models"));

export function referenceModel(name: string): string {
  return join(DATA, "models", name);
}

export function referencePicture(name: string): string {
  return join(DATA, "media", name);
}
