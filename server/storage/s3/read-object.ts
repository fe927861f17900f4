import { Readable } from "node:stream";
import { StorageAway } from "#server/platform/storage-away.ts";
import { checkedKey } from "../storage-keys.ts";
import { outsideOf } from "../range.ts";
import type { ByteRange, Storage } from "../storage.ts";
import { isAbsent } from "./explain-s3-error.ts";
import type { createS3Client, Sdk } from "./s3-client.ts";

type ReaderOptions = {
  sdk: Sdk;
  client: ReturnType<typeof createS3Client>;
  bucket: string;
  /** Makes the client's errors ours. */
  asking: <T>(asked: Promise<T>) => Promise<T>;
};

type Opened = { body: Readable; start: number; end: number; etag: string | undefined };

/** In a row, without a byte between them. */
const MOST_BREAKS = 4;

/** Reads objects as streams that go on where a connection was lost, as long as the object is the same. */
export function createObjectReader({ sdk, client, bucket, asking }: ReaderOptions): Storage["openRead"] {
  async function open(key: string, range: ByteRange | undefined, etag?: string): Promise<Opened | null> {
    const last = range?.end === undefined ? "" : range.end - 1;
    const command = new sdk.GetObjectCommand({
      Bucket: bucket,
      Key: key,
      ...(range === undefined ? {} : { Range: `bytes=${range.start}-${last}` }),
      ...(etag === undefined ? {} : { IfMatch: etag }),
    });
    try {
      const { Body: body, ContentLength: sizeBytes = 0, ETag } = await client.send(command);
      const start = range?.start ?? 0;
      return { body: body as Readable, start, end: start + sizeBytes, etag: ETag };
    } catch (error) {
      if (isAbsent(error)) return null;
      if (range !== undefined && (error as Error).name === "InvalidRange") throw outsideOf(range, null);
      throw error;
    }
  }

  return async function openRead(key, range) {
    checkedKey(key);
    if (range !== undefined) requireSomething(range);
    const opened = await asking(open(key, range));
    if (opened === null) return null;
    const { start, end, etag } = opened;
    let { body } = opened;
    const sizeBytes = end - start;
    if (range?.end !== undefined && sizeBytes < range.end - start) {
      body.destroy();
      throw outsideOf(range, start + sizeBytes);
    }

    async function* bytes(): AsyncGenerator<Buffer> {
      let at = start;
      let breaks = 0;
      while (at < end) {
        try {
          for await (const chunk of body as AsyncIterable<Buffer>) {
            at += chunk.length;
            breaks = 0;
            yield chunk;
          }
          if (at < end) throw new StorageAway(`${key} broke off after ${at} of ${end} bytes`);
        } catch (error) {
          body.destroy();
          breaks += 1;
          if (breaks > MOST_BREAKS) throw error;
          const next = await open(key, { start: at, end }, etag);
          if (next === null) throw error;
          ({ body } = next);
        }
      }
    }

    async function* explained(): AsyncGenerator<Buffer> {
      const chunks = bytes();
      for (;;) {
        const { done, value } = await asking(chunks.next());
        if (done === true) return;
        yield value;
      }
    }

    const stream = Readable.from(explained(), { objectMode: false });
    // A reader who leaves, also before the first byte, leaves no connection open.
    stream.once("close", () => body.destroy());
    return { stream, sizeBytes };
  };
}

function requireSomething({ start, end }: ByteRange): void {
  const isOne =
    Number.isInteger(start) && start >= 0 && (end === undefined || (Number.isInteger(end) && end > start));
  if (!isOne) throw outsideOf({ start, ...(end === undefined ? {} : { end }) }, null);
}
