import { DatasetError } from "../../dataset-error.ts";
import { isClutter } from "#models/datasets/import/is-clutter.ts";
import { openZipEntries } from "../zip-entries.ts";
import type { ByteSource } from "./byte-source.ts";
import { checkPath } from "./check-path.ts";
import { RATIO_FROM_BYTES, type ImportLimits } from "./limits.ts";
import type { SourceFile } from "./source-file.ts";

type Extent = { path: string; start: number; end: number };

/**
 * The files of a zip, from its directory alone.
 * @throws DatasetError where the archive as a whole is hostile: then nothing of it is taken.
 */
export async function listZipFiles(
  source: ByteSource,
  label: string,
  limits: ImportLimits,
): Promise<SourceFile[]> {
  const files = new Map<string, SourceFile>();
  const extents: Extent[] = [];
  let totalBytes = 0;
  for await (const entry of await openZipEntries(source, { label, limits })) {
    checkPath(entry.path, label);
    extents.push(entry);
    totalBytes += entry.bytes;
    requireModest(totalBytes, source.size, label, limits);
    if (entry.path.endsWith("/") || isClutter(entry.path)) continue;
    const { path, bytes, refusal, read } = entry;
    // Of two entries of one name the later one is left when a program unpacks them.
    files.delete(path);
    files.set(path, { path, bytes, refusal, read, part: undefined });
  }
  requireApart(extents, label);
  return [...files.values()];
}

function requireModest(totalBytes: number, packedBytes: number, label: string, limits: ImportLimits): void {
  if (totalBytes > limits.totalBytes) {
    throw new DatasetError(
      "SOURCE_REFUSED",
      `${label} unpacks to more than ${limits.totalBytes} bytes, which is the most that is read`,
    );
  }
  if (totalBytes > RATIO_FROM_BYTES && totalBytes > packedBytes * limits.ratio) {
    throw new DatasetError(
      "SOURCE_REFUSED",
      `${label} unpacks to more than ${limits.ratio} times its size. Pictures do not shrink like that`,
    );
  }
}

/** Entries that share bytes make a small archive unpack to a huge one (D. Fifield, "A better zip bomb", 2019). */
function requireApart(extents: readonly Extent[], label: string): void {
  const ordered = extents.toSorted((a, b) => a.start - b.start || a.end - b.end);
  for (const [index, { path, start }] of ordered.entries()) {
    const before = ordered[index - 1];
    if (before === undefined || start >= before.end) continue;
    throw new DatasetError(
      "SOURCE_REFUSED",
      `${label} is refused: its entries "${before.path}" and "${path}" overlap, as no packer makes them`,
    );
  }
}
