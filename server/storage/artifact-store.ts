import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, type ReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Readable } from "node:stream";

import { requireDiskSpace } from "#server/platform/disk-space.ts";

export type StoredFile = { key: string; sizeBytes: number; sha256: string };

/** Files by key. A key is `folder/…/name`, see `artifactKey`. */
export type ArtifactStore = {
  /** Whole or not at all: readers see the old bytes or the new ones. @throws DiskFull before it would touch the reserve. */
  put: (key: string, source: Readable) => Promise<StoredFile>;
  putFile: (key: string, file: string) => Promise<StoredFile>;
  /** null where there is no such file. */
  openRead: (key: string) => Promise<{ stream: ReadStream; sizeBytes: number } | null>;
  /** A path for programs that read files themselves; null where there is no such file. */
  pathOf: (key: string) => Promise<string | null>;
  remove: (key: string) => Promise<void>;
};

const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/;
const TEMPORARY = ".tmp-";

/** @throws RangeError for a key that could name anything outside the store. */
function checkedKey(key: string): string {
  const segments = key.split("/");
  if (segments.length > 8 || !segments.every((segment) => SEGMENT.test(segment))) {
    throw new RangeError(`An artifact key is plain names joined by "/", got ${JSON.stringify(key)}`);
  }
  return key;
}

/** The key of the file that `name` of a run is kept under. */
export function artifactKey(runId: string, name: string): string {
  return checkedKey(`runs/${runId}/${name}`);
}

type StoreOptions = {
  /** Left free on the disk; see `readDiskSpace` for what it is where nothing is said. */
  reserveBytes?: number | undefined;
};

export function createArtifactStore(folder: string, { reserveBytes }: StoreOptions = {}): ArtifactStore {
  const pathFor = (key: string) => join(folder, checkedKey(key));

  async function put(key: string, source: Readable): Promise<StoredFile> {
    const target = pathFor(key);
    await requireDiskSpace(folder, 0, reserveBytes);
    const temporary = join(dirname(target), `${TEMPORARY}${randomUUID()}`);
    await mkdir(dirname(target), { recursive: true });
    const hash = createHash("sha256");
    let sizeBytes = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        sizeBytes += chunk.length;
        done(null, chunk);
      },
    });
    try {
      await pipeline(source, measure, createWriteStream(temporary, { flags: "wx", flush: true }));
      await rename(temporary, target);
      await syncFolder(dirname(target));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    return { key, sizeBytes, sha256: hash.digest("hex") };
  }

  async function pathOf(key: string): Promise<string | null> {
    const path = pathFor(key);
    const found = await stat(path).catch(absent);
    return found?.isFile() ? path : null;
  }

  return {
    put,
    pathOf,
    async putFile(key, file) {
      await requireDiskSpace(folder, (await stat(file)).size, reserveBytes);
      return put(key, createReadStream(file));
    },
    async openRead(key) {
      const path = pathFor(key);
      const file = await open(path, "r").catch(absent);
      if (file === null) return null;
      const { size } = await file.stat();
      return { stream: file.createReadStream(), sizeBytes: size };
    },
    async remove(key) {
      const path = pathFor(key);
      await rm(path, { force: true });
      // A run's last file takes the run's folder with it.
      const siblings = await readdir(dirname(path)).catch(absent);
      if (siblings?.length === 0) await rmdir(dirname(path)).catch(absent);
    },
  };
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT" || error.code === "ENOTDIR" || error.code === "ENOTEMPTY") return null;
  throw error;
}

/** Makes the rename itself survive a power cut; some platforms cannot open folders, and do without. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => null);
  if (handle === null) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}
