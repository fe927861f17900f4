import { readdir, readlink, realpath } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { runningPostmaster } from "./postmaster.ts";

const POLL_MS = 25;
const PATIENCE_MS = 500;
const LIMIT_MS = 5_000;

/**
 * What a killed postmaster leaves behind ends when it next looks for it, which a busy query does late; until then the
 * data folder takes no new server. Linux only: elsewhere PostgreSQL itself refuses until they are gone.
 */
export async function endOrphans(data: string, signal: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  const told = new Set<NodeJS.Signals>();
  for (;;) {
    signal.throwIfAborted();
    const orphans = await orphansOf(data);
    if (orphans.length === 0) return;
    const waitedMs = performance.now() - startedAt;
    if (waitedMs > LIMIT_MS) {
      throw new Error(`processes of the server before do not end (${orphans.join(", ")})`);
    }
    const wanted = waitedMs > 2 * PATIENCE_MS ? "SIGKILL" : waitedMs > PATIENCE_MS ? "SIGQUIT" : null;
    if (wanted !== null && !told.has(wanted)) {
      told.add(wanted);
      for (const pid of orphans) end(pid, wanted);
    }
    await delay(POLL_MS);
  }
}

/** Those that work in the data folder, as all of a server's processes do, unless it has a living server. */
async function orphansOf(data: string): Promise<number[]> {
  if ((await runningPostmaster(data)) !== null) return [];
  const folder = await realpath(data);
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => null)));
  return pids.filter((_, index) => folders[index] === folder).map(Number);
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended since it was listed.
    return;
  }
}
