import { createHash, randomBytes } from "node:crypto";
import { readdir, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { absent } from "../files/file-errors.ts";

const HOST = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
const NAME = /^([0-9a-f]{8})-(\d+)-[0-9a-f]{8}$/;
/** A container has a new name each time; nothing is held for as long as this. */
const OF_ANOTHER_HOST_MS = 7 * 24 * 60 * 60_000;

/** Names the folder of what this process holds. */
export const HOLDER = `${HOST}-${process.pid}-${randomBytes(4).toString("hex")}`;

/** Removes the folders of processes that were killed while they held something. */
export async function letGoOfTheDead(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const [, host, pid] = NAME.exec(name) ?? [];
    const path = join(folder, name);
    if (name === HOLDER) continue;
    const isDead =
      host === HOST
        ? // In a container every first process has the same number.
          Number(pid) === process.pid || !isAlive(Number(pid))
        : Date.now() - ((await stat(path).catch(absent))?.mtimeMs ?? Date.now()) > OF_ANOTHER_HOST_MS;
    if (isDead) await rm(path, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
