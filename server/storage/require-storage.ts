import type { Logger } from "#server/platform/logger.ts";
import { StorageAway } from "#server/platform/storage-away.ts";
import type { Storage } from "./storage.ts";

/** At a start. What is only out of reach may be back in a moment. @throws StorageMisconfigured, in words. */
export async function requireStorage(storage: Storage, logger: Logger): Promise<void> {
  try {
    await storage.check();
  } catch (error) {
    if (!(error instanceof StorageAway)) throw error;
    logger.warn({ err: error }, "the storage is out of reach");
  }
}
