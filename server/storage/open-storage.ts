import { join } from "node:path";
import type { Environment } from "#server/platform/env.ts";
import { createFileStorage } from "./files/file-storage.ts";
import { createS3Storage } from "./s3/s3-storage.ts";
import type { Storage } from "./storage.ts";

type StorageEnvironment = Pick<
  Environment,
  "STRATA_HOME" | "DISK_RESERVE_BYTES" | "S3_BUCKET" | "S3_ENDPOINT" | "S3_REGION" | "S3_CACHE_BYTES"
>;

/** What the environment names: a bucket, or else the state folder. Asks nothing of it yet, see `check`. */
export async function openStorage(environment: StorageEnvironment): Promise<Storage> {
  const { STRATA_HOME: home, DISK_RESERVE_BYTES: reserveBytes, S3_BUCKET: bucket } = environment;
  if (bucket === undefined) return createFileStorage({ home, reserveBytes });
  return createS3Storage({
    bucket,
    endpoint: environment.S3_ENDPOINT,
    region: environment.S3_REGION,
    cacheFolder: join(home, "cache"),
    cacheBytes: environment.S3_CACHE_BYTES,
    reserveBytes,
  });
}
