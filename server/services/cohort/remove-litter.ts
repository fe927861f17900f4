import type { ServiceDeps } from "../context.ts";

/** Files whose rows are gone. */
export type Litter = { keys: readonly string[]; versionIds: readonly string[] };

export function together(all: readonly Litter[]): Litter {
  return {
    keys: all.flatMap(({ keys }) => keys),
    versionIds: all.flatMap(({ versionIds }) => versionIds),
  };
}

/** After the commit: a file without a row is litter, a row without its file a broken page. */
export async function removeLitter(
  { files, datasets, logger }: Pick<ServiceDeps, "files" | "datasets" | "logger">,
  { keys, versionIds }: Litter,
): Promise<void> {
  for (const key of keys) {
    await files
      .remove(key)
      .catch((error: unknown) =>
        logger.error({ err: error, key }, "a deleted run's file could not be removed"),
      );
  }
  for (const id of versionIds) {
    await datasets
      .remove(id)
      .catch((error: unknown) => logger.error({ err: error, id }, "a deleted dataset could not be removed"));
  }
}
