import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { mapConcurrently } from "../../map-concurrently.ts";
import { listFiles } from "../list-files.ts";
import { openFileBytes, type ByteSource } from "./byte-source.ts";
import type { ImportLimits } from "./limits.ts";
import type { SourceFile } from "./source-file.ts";

/** The files of a folder on this machine, without what file managers leave there. */
export async function listFolderFiles(folder: string, limits: ImportLimits): Promise<SourceFile[]> {
  const paths = await listFiles(folder, limits.entries);
  const files: SourceFile[] = [];
  await mapConcurrently(paths, 16, async (path, index) => {
    const file = join(folder, path);
    const { size: bytes } = await stat(file);
    const isTooLarge = bytes > limits.fileBytes && !/\.parquet$/i.test(path);
    files[index] = {
      path,
      bytes,
      refusal: isTooLarge ? `has ${bytes} bytes, an image has at most ${limits.fileBytes}` : undefined,
      read: () => readFile(file),
      part: openedForEach(file, bytes),
    };
  });
  return files;
}

/** Opened for each read, so that nothing stays open. */
function openedForEach(file: string, size: number): ByteSource {
  return {
    size,
    async read(position, length) {
      const opened = await openFileBytes(file);
      try {
        return await opened.read(position, length);
      } finally {
        await opened.close();
      }
    },
    close: () => Promise.resolve(),
  };
}
