import { readFile } from "node:fs/promises";
import { totalmem } from "node:os";

/** Leaves the rest of the machine, or of the container, room for the database, the web process and the worker itself. */
export function defaultMemoryLimit(): number {
  const constrained = process.constrainedMemory();
  return Math.floor(0.8 * Math.min(totalmem(), constrained > 0 ? constrained : Infinity));
}

const INTERVAL_MS = 250;

/** Resident memory of a process in bytes; null where this system does not tell. */
export async function residentBytes(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

/** Calls `onExceeded` once when a process takes more than the limit. Returns what ends the watch. */
export function watchMemory(pid: number, limitBytes: number, onExceeded: () => void): () => void {
  async function look(): Promise<void> {
    const bytes = await residentBytes(pid);
    if (bytes === null || bytes <= limitBytes) return;
    clearInterval(timer);
    onExceeded();
  }
  const timer = setInterval(() => void look(), INTERVAL_MS);
  return () => clearInterval(timer);
}
