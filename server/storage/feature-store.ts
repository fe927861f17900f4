import { join } from "node:path";
import type { FeatureStore } from "#server/engine/frozen/feature-file.ts";
import { readDiskSpace } from "#server/platform/disk-space.ts";

/** Of the full EuroSAT through MobileNetV3-Small: 50 MB pooled, 2.4 GB as maps of 7 x 7. */
const MAX_BYTES = 4 * 2 ** 30;

/** Where this machine keeps what frozen layers make of its datasets. It can be deleted at any time. */
export function featureStoreIn(home: string, reserveBytes?: number): FeatureStore {
  const folder = join(home, "features");
  return {
    folder,
    maxBytes: MAX_BYTES,
    async hasRoom(bytes) {
      const space = await readDiskSpace(folder, reserveBytes);
      return space.freeBytes - bytes >= space.reserveBytes;
    },
  };
}
