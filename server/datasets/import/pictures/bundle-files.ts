import {
  bundleHeader,
  MAX_BUNDLE_HEADER_BYTES,
  type BundledFile,
} from "#models/datasets/import/picture-bundle.ts";
import { BUNDLE_MARK } from "#models/datasets/import/write-bundle-header.ts";
import { DatasetError } from "../../dataset-error.ts";
import { isClutter } from "#models/datasets/import/is-clutter.ts";
import { partOf, type ByteSource } from "./byte-source.ts";
import { checkPath } from "./check-path.ts";
import type { ImportLimits } from "./limits.ts";
import type { SourceFile } from "./source-file.ts";

const PREFIX = BUNDLE_MARK.length + 4;

/** The files of a folder that came as one stream: see `writeBundleHeader`. */
export async function listBundleFiles(
  source: ByteSource,
  label: string,
  limits: ImportLimits,
): Promise<SourceFile[]> {
  const { listed, start } = await readHeader(source, label);
  if (listed.length > limits.entries) {
    throw new DatasetError(
      "SOURCE_REFUSED",
      `${label} has ${listed.length} files, at most ${limits.entries} are read`,
    );
  }
  const files: SourceFile[] = [];
  let position = start;
  for (const { path, bytes } of listed) {
    checkPath(path, label);
    if (position + bytes > source.size) {
      throw new DatasetError("SOURCE_BROKEN", `${label} ends before "${path}" does: send it again`);
    }
    const part = partOf(source, position, bytes);
    position += bytes;
    if (isClutter(path)) continue;
    // Parquet is read in parts, so that it may be larger than a picture.
    const isTooLarge = bytes > limits.fileBytes && !/\.parquet$/i.test(path);
    files.push({
      path,
      bytes,
      refusal: isTooLarge ? `has ${bytes} bytes, an image has at most ${limits.fileBytes}` : undefined,
      read: () => part.read(0, bytes),
      part,
    });
  }
  if (position !== source.size) {
    throw new DatasetError(
      "SOURCE_BROKEN",
      `${label} has ${source.size - position} bytes after its last file`,
    );
  }
  return files;
}

async function readHeader(
  source: ByteSource,
  label: string,
): Promise<{ listed: BundledFile[]; start: number }> {
  if (source.size < PREFIX) throw broken(label, "it ends within its first bytes");
  const length = Buffer.from(await source.read(0, PREFIX)).readUInt32LE(BUNDLE_MARK.length);
  if (length > MAX_BUNDLE_HEADER_BYTES) {
    throw new DatasetError(
      "SOURCE_REFUSED",
      `${label} has a list of files of ${length} bytes, which is too long`,
    );
  }
  if (PREFIX + length > source.size) throw broken(label, "it ends within its list of files");
  const parsed = bundleHeader.safeParse(parseJson(await source.read(PREFIX, length), label));
  if (!parsed.success) throw broken(label, "its list of files is not one");
  return { listed: parsed.data.files, start: PREFIX + length };
}

function parseJson(bytes: Uint8Array, label: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw broken(label, "its list of files is not JSON", cause);
  }
}

function broken(label: string, reason: string, cause?: unknown): DatasetError {
  return new DatasetError("SOURCE_BROKEN", `${label} did not arrive whole: ${reason}`, { cause });
}
