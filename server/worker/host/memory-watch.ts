import { readFile } from "node:fs/promises";
import { freemem, totalmem } from "node:os";
import { countOomKills, oomKillFiles } from "./oom-kills.ts";

/** Leaves the rest of the machine, or of the container, room for the database, the web process and the worker itself. */
export function defaultMemoryLimit(): number {
  const constrained = process.constrainedMemory();
  return Math.floor(0.8 * Math.min(totalmem(), constrained > 0 ? constrained : Infinity));
}

/** Main memory that a child may take now. */
export function memoryAtHand(limitBytes: number): number {
  return Math.min(limitBytes, freemem());
}

const INTERVAL_MS = 250;

/** Resident memory of a process in bytes; null where this system does not tell. */
export async function residentBytes(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

/** What a process took when it was last looked at, and whether the kernel has ended one like it about then. */
export type LastSeenMemory = { residentBytes: number | null; hasKernelKilled: boolean };

export type MemoryWatch = {
  /** Ends the watch. Call it when the process is gone. */
  end: () => Promise<LastSeenMemory>;
};

/** Calls `onExceeded` once when a process takes more than the limit. */
export function watchMemory(pid: number, limitBytes: number, onExceeded: () => void): MemoryWatch {
  let seenBytes: number | null = null;
  let files: readonly string[] = [];
  /** The newest count and the one before it: a process that is being killed may still be seen alive once. */
  let kills: (number | null)[] = [];
  let isTold = false;

  async function look(): Promise<void> {
    const foundFiles = await oomKillFiles(pid);
    const count = await countOomKills(foundFiles);
    const bytes = await residentBytes(pid);
    if (bytes === null) return;
    [seenBytes, files, kills] = [bytes, foundFiles, [count, kills[0] ?? count]];
    if (bytes <= limitBytes || isTold) return;
    isTold = true;
    onExceeded();
  }

  let looking = look();
  const timer = setInterval(() => {
    looking = look();
  }, INTERVAL_MS);
  return {
    async end() {
      clearInterval(timer);
      await looking;
      const [now, before] = [await countOomKills(files), kills[1] ?? null];
      return { residentBytes: seenBytes, hasKernelKilled: now !== null && before !== null && now > before };
    },
  };
}
