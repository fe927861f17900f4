import { readFile } from "node:fs/promises";
import { join } from "node:path";

const CGROUPS = "/sys/fs/cgroup";

/** Where the kernel counts what it ends for want of memory in a process's own control group. Read while it lives. */
export async function oomKillFiles(pid: number): Promise<string[]> {
  const groups = await readFile(`/proc/${pid}/cgroup`, "utf8").catch(() => "");
  return groups.split("\n").flatMap((line) => {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (path === undefined) return [];
    if (controllers === "") return [join(CGROUPS, path, "memory.events")];
    return controllers === "memory" ? [join(CGROUPS, "memory", path, "memory.oom_control")] : [];
  });
}

/** That count, or the whole machine's where the group has none; null where this system counts nothing. */
export async function countOomKills(files: readonly string[]): Promise<number | null> {
  const own = (await Promise.all(files.map(readCount))).filter((count) => count !== null);
  return own.length > 0 ? own.reduce((sum, count) => sum + count) : readCount("/proc/vmstat");
}

async function readCount(file: string): Promise<number | null> {
  const text = await readFile(file, "utf8").catch(() => "");
  const count = /^oom_kill (\d+)$/m.exec(text)?.[1];
  return count === undefined ? null : Number(count);
}
