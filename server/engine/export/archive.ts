import { Readable, type PassThrough } from "node:stream";
import { ZipFile } from "yazl";

/** Bytes that are made while they are read, and how many there will be. */
export type Download = { stream: Readable; sizeBytes: number };

/** Made when its turn comes. */
export type LazyBytes = { sizeBytes: number; bytes: () => AsyncGenerator<Uint8Array> };

export type ArchiveEntry = { name: string; content: string | LazyBytes };

/** A zip file whose entries are stored as they are: weights hardly shrink, and so its size is known before. */
export function archive(entries: readonly ArchiveEntry[], modifiedAt: Date): Promise<Download> {
  const zip = new ZipFile();
  const stream = zip.outputStream as PassThrough;
  for (const { name, content } of entries) {
    const options = { mtime: modifiedAt, compress: false };
    if (typeof content === "string") {
      zip.addBuffer(Buffer.from(content), name, options);
      continue;
    }
    zip.addReadStreamLazy(name, { ...options, size: content.sizeBytes }, (give) => {
      const source = Readable.from(content.bytes(), { objectMode: false });
      // yazl does not tell of them.
      source.once("error", (error) => stream.destroy(error));
      stream.once("close", () => source.destroy());
      give(null, source);
    });
  }
  zip.on("error", (error: Error) => stream.destroy(error));
  return new Promise((resolve) => {
    const ended = (sizeBytes: number) => resolve({ stream, sizeBytes });
    // Its type leaves the argument out.
    zip.end({ forceZip64Format: false, comment: "" }, ended as () => void);
  });
}
