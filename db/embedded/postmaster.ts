import { execFile, type ChildProcess } from "node:child_process";
import { readFile, readlink, realpath, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

const execute = promisify(execFile);

export type Postmaster = { pid: number; port: number; isReady: boolean };

/** The server that the data folder's postmaster.pid names; null where there is none, or none alive any more. */
export async function runningPostmaster(data: string): Promise<Postmaster | null> {
  const text = await readFile(join(data, "postmaster.pid"), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  // Lines: pid, data folder, start time, port, socket folder, address, shared memory, status.
  const lines = text?.split("\n") ?? [];
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !(await isServerOf(data, pid))) return null;
  return { pid, port: Number(lines[3] ?? 0), isReady: lines[7]?.trim() === "ready" };
}

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;
const POLL_MS = 25;

/**
 * Waits until the folder's server takes connections; with a signal, however long a recovery takes. Null where there is
 * none: nobody runs it, or `child`, which was to become it, has ended.
 */
export async function waitForPostmaster(
  data: string,
  child: ChildProcess | null,
  signal?: AbortSignal,
): Promise<Postmaster | null> {
  const deadline = signal === undefined ? performance.now() + START_TIMEOUT_MS : Infinity;
  while (performance.now() < deadline) {
    const isGone = child === null || child.exitCode !== null || child.signalCode !== null;
    const found = await runningPostmaster(data);
    if (found?.isReady) return found;
    if (found === null && isGone) return null;
    await delay(POLL_MS, undefined, signal === undefined ? {} : { signal });
  }
  throw new Error(`PostgreSQL did not get ready within ${START_TIMEOUT_MS / 1000} s`);
}

/** Ends the server without waiting for its clients; what was committed stays. */
export async function stopPostmaster(data: string, pid: number): Promise<void> {
  if (!(await isServerOf(data, pid))) return;
  process.kill(pid, "SIGINT");
  const deadline = performance.now() + STOP_TIMEOUT_MS;
  while (await isServerOf(data, pid)) {
    if (performance.now() > deadline) {
      process.kill(pid, "SIGQUIT");
      return;
    }
    await delay(POLL_MS);
  }
}

/** PostgreSQL itself refuses to start while any process, ours or not, has the pid of a server that was killed. */
export async function removeStalePidFile(data: string): Promise<void> {
  if ((await runningPostmaster(data)) === null) await rm(join(data, "postmaster.pid"), { force: true });
}

/** A pid may have been given to another program since, another PostgreSQL even, most likely in a restarted container. */
export async function isServerOf(data: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === "win32") return true;
  if (process.platform === "linux") {
    // PostgreSQL works in its data folder; one that has ended and whose end nobody has read yet works in none.
    const cwd = await readlink(`/proc/${pid}/cwd`).catch((error: NodeJS.ErrnoException) =>
      error.code === "ENOENT" ? "" : null,
    );
    if (cwd !== null) return cwd === (await realpath(data));
  }
  const { stdout } = await execute("ps", ["-p", String(pid), "-o", "comm="]).catch(() => ({ stdout: "" }));
  return basename(stdout.trim()).startsWith("postgres");
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
