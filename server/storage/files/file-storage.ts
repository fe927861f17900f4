import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { link, mkdir, open, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { requireDiskSpace } from "#server/platform/disk-space.ts";
import { createMeasure } from "../measure.ts";
import { checkedRange } from "../range.ts";
import { checkedKey, checkedPrefix } from "../storage-keys.ts";
import type { Storage, StoredEntry, StoredFile } from "../storage.ts";
import { absent, syncFolder } from "./file-errors.ts";

const TEMPORARY = ".tmp-";
/** Another disk, or one that knows no second names. */
const UNSHARED = new Set(["EXDEV", "EPERM", "ENOTSUP", "EMLINK"]);

type FileStorageOptions = {
  /** STRATA_HOME. Datasets lie in a folder of their own there, everything else in `artifacts`. */
  home: string;
  /** Left free on the disk; see `readDiskSpace` for what it is where nothing is said. */
  reserveBytes?: number | undefined;
};

/** Keeps files in the state folder. */
export function createFileStorage({ home, reserveBytes }: FileStorageOptions): Storage {
  const pathOf = (key: string) => join(home, key.startsWith("datasets/") ? key : join("artifacts", key));
  const pathFor = (key: string) => pathOf(checkedKey(key));
  const folderFor = (prefix: string) => pathOf(checkedPrefix(prefix));

  /** Renames what `write` makes beside the key's place into it. */
  async function publish(key: string, write: (temporary: string) => Promise<void>): Promise<void> {
    const target = pathFor(key);
    const temporary = join(dirname(target), `${TEMPORARY}${randomUUID()}`);
    await mkdir(dirname(target), { recursive: true });
    try {
      await write(temporary);
      await rename(temporary, target);
      await syncFolder(dirname(target));
    } finally {
      // Also where it was one more name of what lay there already: renaming it then does nothing.
      await rm(temporary, { force: true });
    }
  }

  async function put(key: string, source: Readable): Promise<StoredFile> {
    checkedKey(key);
    await requireDiskSpace(home, 0, reserveBytes);
    const measure = createMeasure();
    await publish(key, (temporary) =>
      pipeline(source, measure.through, createWriteStream(temporary, { flags: "wx", flush: true })),
    );
    return { key, ...measure.measured() };
  }

  /** Without copying; null where that cannot be. */
  async function share(
    key: string,
    file: string,
    how: typeof rename | typeof link,
  ): Promise<StoredFile | null> {
    const measure = createMeasure();
    await pipeline(createReadStream(file), measure.through.resume());
    try {
      await syncFile(file);
      await publish(key, (temporary) => how(file, temporary));
    } catch (error) {
      if (UNSHARED.has((error as NodeJS.ErrnoException).code ?? "")) return null;
      throw error;
    }
    return { key, ...measure.measured() };
  }

  async function* walk(prefix: string): AsyncGenerator<StoredEntry> {
    const entries = await readdir(pathOf(prefix), { withFileTypes: true }).catch(absent);
    const names = (entries ?? [])
      .filter(({ name }) => !name.startsWith("."))
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .toSorted();
    for (const name of names) {
      const key = `${prefix}${name}`;
      if (name.endsWith("/")) {
        yield* walk(key);
      } else {
        const found = await stat(pathOf(key)).catch(absent);
        if (found?.isFile() === true) yield { key, sizeBytes: found.size };
      }
    }
  }

  return {
    place: `files in ${home}`,
    async check() {
      await mkdir(home, { recursive: true });
    },
    put,
    async putFile(key, file, { canTake = false, isFinal = false } = {}) {
      checkedKey(key);
      // What is moved or shared takes no more room than it does.
      const shared = canTake || isFinal ? await share(key, file, canTake ? rename : link) : null;
      if (shared !== null) return shared;
      await requireDiskSpace(home, (await stat(file)).size, reserveBytes);
      const stored = await put(key, createReadStream(file));
      if (canTake) await rm(file, { force: true });
      return stored;
    },
    async openRead(key, range) {
      const file = await open(pathFor(key), "r").catch(absent);
      if (file === null) return null;
      try {
        const { start, end } = checkedRange(range, (await file.stat()).size);
        return { stream: streamOf(file, start, end), sizeBytes: end - start };
      } catch (error) {
        await file.close();
        throw error;
      }
    },
    async head(key) {
      const found = await stat(pathFor(key)).catch(absent);
      return found?.isFile() === true ? { sizeBytes: found.size } : null;
    },
    list: (prefix) => walk(checkedPrefix(prefix)),
    async remove(key) {
      const path = pathFor(key);
      await rm(path, { force: true });
      // The last file takes its folder with it.
      const siblings = await readdir(dirname(path)).catch(absent);
      if (siblings?.length === 0) await rmdir(dirname(path)).catch(absent);
    },
    async removeAll(prefix) {
      await rm(folderFor(prefix), { recursive: true, force: true });
    },
    async localCopy(key) {
      const file = pathFor(key);
      const found = await stat(file).catch(absent);
      return found?.isFile() === true ? { file, release: async () => undefined } : null;
    },
    async localFolder(prefix) {
      const folder = folderFor(prefix);
      const entries = await readdir(folder).catch(absent);
      return entries === null || entries.length === 0 ? null : { folder, release: async () => undefined };
    },
  };
}

function streamOf(file: Awaited<ReturnType<typeof open>>, start: number, end: number): Readable {
  // `end` is the last byte of a read stream, and there is none in an empty file.
  return file.createReadStream(end === start ? { start } : { start, end: end - 1 });
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
