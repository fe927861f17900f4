import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { link, mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { readDiskSpace, requireDiskSpace } from "#server/platform/disk-space.ts";
import { absent } from "../files/file-errors.ts";
import { createMeasure } from "../measure.ts";
import type { LocalFolder } from "../storage.ts";
import { StorageAway } from "#server/platform/storage-away.ts";
import { HOLDER, letGoOfTheDead } from "./holders.ts";

/** A file elsewhere. */
export type CacheSource = {
  key: string;
  sizeBytes: number;
  /** null for an object that somebody else has put there. */
  sha256: string | null;
  etag: string;
  /** null where it has gone. */
  read: () => Promise<Readable | null>;
};

export type LocalCache = {
  /** A folder with these files, which stay as they are until it is let go. */
  hold: (entries: readonly { name: string; source: CacheSource }[]) => Promise<LocalFolder>;
};

type LocalCacheOptions = {
  folder: string;
  /** Of all files together; what is held stays, also where it is more. */
  mostBytes: number;
  reserveBytes?: number | undefined;
};

type Kept = { path: string; sizeBytes: number; usedAt: number; isHeld: boolean };

const TRIES = 3;
const TEMPORARY = ".tmp-";
/** A download touches its file every moment. */
const ABANDONED_AFTER_MS = 60 * 60_000;

/**
 * Keeps what was fetched, named by its content, the least recently used dropped first. Processes share it: who holds a
 * file has a hard link of its own, by which the others see that it is held, and which outlives whatever they drop.
 */
export async function createLocalCache(options: LocalCacheOptions): Promise<LocalCache> {
  const { mostBytes, reserveBytes } = options;
  const files = join(options.folder, "files");
  const held = join(options.folder, "held", HOLDER);
  await mkdir(files, { recursive: true });
  await mkdir(held, { recursive: true });
  await letGoOfTheDead(dirname(held));
  const underWay = new Map<string, Promise<void>>();
  /** Whose bytes this process has looked at. */
  const checked = new Set<string>();

  async function kept(): Promise<Kept[]> {
    const found: Kept[] = [];
    for (const name of await readdir(files)) {
      const path = join(files, name);
      const info = await stat(path).catch(absent);
      if (info === null) continue;
      if (!name.startsWith(TEMPORARY)) {
        found.push({ path, sizeBytes: info.size, usedAt: info.mtimeMs, isHeld: info.nlink > 1 });
      } else if (Date.now() - info.mtimeMs > ABANDONED_AFTER_MS) {
        await rm(path, { force: true });
      }
    }
    return found.toSorted((a, b) => a.usedAt - b.usedAt);
  }

  async function makeRoom(sizeBytes: number): Promise<void> {
    const all = await kept();
    const space = await readDiskSpace(files, reserveBytes);
    const total = all.reduce((sum, each) => sum + each.sizeBytes, 0);
    let excess = Math.max(total + sizeBytes - mostBytes, sizeBytes + space.reserveBytes - space.freeBytes);
    for (const each of all) {
      if (excess <= 0) return;
      if (each.isHeld) continue;
      await rm(each.path, { force: true });
      excess -= each.sizeBytes;
    }
  }

  async function fetchInto(path: string, { key, sizeBytes, sha256, read }: CacheSource): Promise<void> {
    await makeRoom(sizeBytes);
    await requireDiskSpace(files, sizeBytes, reserveBytes);
    const temporary = join(files, `${TEMPORARY}${randomUUID()}`);
    try {
      const source = await read();
      if (source === null) throw new StorageAway(`${key} was deleted while it was fetched`);
      const measure = createMeasure();
      await pipeline(source, measure.through, createWriteStream(temporary, { flags: "wx" }));
      const got = measure.measured();
      if (got.sizeBytes !== sizeBytes || (sha256 !== null && got.sha256 !== sha256)) {
        throw new StorageAway(
          `${key} did not arrive as it was stored: ${got.sizeBytes} of ${sizeBytes} bytes, sha256 ${got.sha256}`,
        );
      }
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async function isWhole(path: string, { sizeBytes, sha256 }: CacheSource): Promise<boolean> {
    const info = await stat(path).catch(absent);
    if (info === null || info.size !== sizeBytes) return false;
    const seen = `${path} ${info.ino}`;
    if (!checked.has(seen) && sha256 !== null) {
      const measure = createMeasure();
      await pipeline(createReadStream(path), measure.through.resume());
      if (measure.measured().sha256 !== sha256) return false;
    }
    checked.add(seen);
    return true;
  }

  async function bring(path: string, source: CacheSource): Promise<void> {
    if (await isWhole(path, source)) return;
    await rm(path, { force: true });
    await fetchInto(path, source);
  }

  /** Makes `target` one more name of the file. */
  async function provide(source: CacheSource, target: string): Promise<void> {
    const path = join(files, cacheName(source));
    for (let tries = 1; ; tries += 1) {
      const work = underWay.get(path) ?? bring(path, source).finally(() => underWay.delete(path));
      underWay.set(path, work);
      await work;
      try {
        await link(path, target);
        const now = new Date();
        await utimes(target, now, now);
        return;
      } catch (error) {
        // Another process may have dropped it just now.
        if (tries === TRIES) throw error;
        absent(error as NodeJS.ErrnoException);
      }
    }
  }

  return {
    async hold(entries) {
      const folder = join(held, randomUUID());
      const release = async (): Promise<void> => {
        await rm(folder, { recursive: true, force: true });
        await makeRoom(0);
      };
      try {
        for (const { name, source } of entries) {
          const target = join(folder, name);
          await mkdir(dirname(target), { recursive: true });
          await provide(source, target);
        }
      } catch (error) {
        await release();
        throw error;
      }
      return { folder, release };
    },
  };
}

/** By content. What carries no sha256 goes by what its service says of its content. */
function cacheName({ key, sha256, etag }: CacheSource): string {
  return sha256 ?? `etag-${createHash("sha256").update(`${key}\n${etag}`).digest("hex")}`;
}
