import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { requireDiskSpace } from "#server/platform/disk-space.ts";
import { createMeasure, type Measured } from "../measure.ts";
import { checkedKey, checkedPrefix } from "../storage-keys.ts";
import type { Storage, StoredEntry, StoredFile } from "../storage.ts";
import { explainS3Error, isAbsent } from "./explain-s3-error.ts";
import { createLocalCache, type CacheSource } from "./local-cache.ts";
import { createObjectReader } from "./read-object.ts";
import { createS3Client, loadSdk, type S3Place } from "./s3-client.ts";

export type S3StorageOptions = S3Place & {
  /** Where what is read or written passes through. */
  cacheFolder: string;
  /** The most that is kept there while nobody holds it. */
  cacheBytes: number;
  reserveBytes?: number | undefined;
};

const PART_BYTES = 8 * 2 ** 20;
const MOST_PARTS = 10_000;
const PARTS_AT_ONCE = 3;

/** Keeps files as objects of a bucket, each with its sha256. */
export async function createS3Storage(options: S3StorageOptions): Promise<Storage> {
  const { bucket, endpoint, cacheFolder, reserveBytes } = options;
  const sdk = await loadSdk();
  const client = createS3Client(sdk, options);
  const cache = await createLocalCache({ folder: cacheFolder, mostBytes: options.cacheBytes, reserveBytes });
  const spool = join(cacheFolder, "spool");
  const target = (key: string) => ({ Bucket: bucket, Key: checkedKey(key) });

  async function asking<T>(asked: Promise<T>): Promise<T> {
    try {
      return await asked;
    } catch (error) {
      throw explainS3Error(error, options);
    }
  }

  const read = createObjectReader({ sdk, client, bucket, asking });

  async function head(
    key: string,
  ): Promise<{ sizeBytes: number; etag: string; sha256: string | null } | null> {
    try {
      const found = await client.send(new sdk.HeadObjectCommand(target(key)));
      const { ContentLength: sizeBytes = 0, ETag: etag = "", Metadata: metadata } = found;
      return { sizeBytes, etag, sha256: metadata?.["sha256"] ?? null };
    } catch (error) {
      if (isAbsent(error)) return null;
      throw explainS3Error(error, options);
    }
  }

  /** In parts where it is large, so that a lost connection costs one part. */
  async function upload(key: string, file: string, { sizeBytes, sha256 }: Measured): Promise<StoredFile> {
    const params = { ...target(key), Metadata: { sha256 } };
    if (sizeBytes <= PART_BYTES) {
      await asking(client.send(new sdk.PutObjectCommand({ ...params, Body: await readFile(file) })));
    } else {
      const { Upload } = await import("@aws-sdk/lib-storage");
      const partSize = Math.max(PART_BYTES, Math.ceil(sizeBytes / MOST_PARTS));
      const body = createReadStream(file);
      const inParts = new Upload({
        client,
        params: { ...params, Body: body },
        partSize,
        queueSize: PARTS_AT_ONCE,
      });
      await asking(inParts.done().finally(() => body.destroy()));
    }
    return { key, sizeBytes, sha256 };
  }

  async function* list(prefix: string): AsyncGenerator<StoredEntry> {
    let ContinuationToken: string | undefined;
    do {
      const page = { Bucket: bucket, Prefix: prefix, ContinuationToken };
      const found = await asking(client.send(new sdk.ListObjectsV2Command(page)));
      for (const { Key: key, Size: sizeBytes } of found.Contents ?? []) {
        if (key !== undefined) yield { key, sizeBytes: sizeBytes ?? 0 };
      }
      ContinuationToken = found.IsTruncated === true ? found.NextContinuationToken : undefined;
    } while (ContinuationToken !== undefined);
  }

  const remove = async (key: string): Promise<void> => {
    await asking(client.send(new sdk.DeleteObjectCommand(target(key))));
  };

  async function sourceOf(key: string): Promise<CacheSource | null> {
    const found = await head(key);
    if (found === null) return null;
    return { key, ...found, read: async () => (await read(key))?.stream ?? null };
  }

  return {
    place: `bucket "${bucket}" at ${endpoint ?? "Amazon S3"}`,
    async check() {
      await asking(client.send(new sdk.ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1 })));
    },
    /** Laid down first: what breaks off has then changed nothing, and a part that got lost can be sent again. */
    async put(key: string, source: Readable) {
      checkedKey(key);
      await mkdir(spool, { recursive: true });
      await requireDiskSpace(spool, 0, reserveBytes);
      const file = join(spool, randomUUID());
      const measure = createMeasure();
      try {
        await pipeline(source, measure.through, createWriteStream(file, { flags: "wx" }));
        return await upload(key, file, measure.measured());
      } finally {
        await rm(file, { force: true });
      }
    },
    async putFile(key, file, { canTake = false } = {}) {
      const measure = createMeasure();
      await pipeline(createReadStream(file), measure.through.resume());
      const stored = await upload(key, file, measure.measured());
      if (canTake) await rm(file, { force: true });
      return stored;
    },
    openRead: read,
    async head(key) {
      const found = await head(key);
      return found === null ? null : { sizeBytes: found.sizeBytes };
    },
    list: (prefix) => list(checkedPrefix(prefix)),
    remove,
    async removeAll(prefix) {
      for await (const { key } of list(checkedPrefix(prefix))) await remove(key);
    },
    async localCopy(key) {
      const source = await sourceOf(key);
      if (source === null) return null;
      const name = basename(key);
      const { folder, release } = await cache.hold([{ name, source }]);
      return { file: join(folder, name), release };
    },
    async localFolder(prefix) {
      const entries: { name: string; source: CacheSource }[] = [];
      for await (const { key } of list(checkedPrefix(prefix))) {
        const source = await sourceOf(key);
        if (source !== null) entries.push({ name: key.slice(prefix.length), source });
      }
      return entries.length === 0 ? null : cache.hold(entries);
    },
  };
}
