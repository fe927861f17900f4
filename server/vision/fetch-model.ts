import { waysToGet, type ZooEntry } from "#models/zoo/zoo.ts";
import { DatasetError } from "#server/datasets/dataset-error.ts";
import { downloadArchive } from "#server/datasets/download/download-archive.ts";
import type { OnProgress } from "#server/datasets/progress.ts";
import { AppError } from "#server/platform/errors.ts";

type FetchOptions = {
  /** Keeps what has come of it for the next try. */
  folder: string;
  onProgress?: OnProgress;
  signal?: AbortSignal;
};

/**
 * A zoo's file from its authors, whole and checked.
 * @returns where it lies.
 * @throws AppError UNAVAILABLE with the other way to get it.
 */
export async function fetchModelFile(
  { name, file }: Pick<ZooEntry, "name" | "file">,
  options: FetchOptions,
): Promise<string> {
  if (file === null) throw new AppError("UNAVAILABLE", `${name} cannot be fetched. ${waysToGet(name)}`);
  try {
    return await downloadArchive({ archive: file, ...options });
  } catch (cause) {
    if (!(cause instanceof DatasetError)) throw cause;
    throw new AppError("UNAVAILABLE", `${cause.message}. ${waysToGet(name)}`, { cause });
  }
}

export function notHere(name: string): AppError {
  return new AppError("NOT_READY", `The model ${name} is not here. ${waysToGet(name)}`);
}
