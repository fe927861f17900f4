import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename } from "node:path";

export type Role = "web" | "worker" | "child";
export type Process = { pid: number; role: Role; rssBytes: number; peakBytes: number };

const ENTRIES: Record<string, Role> = { "main.js": "web", "worker.js": "worker", "child.js": "child" };

export function canReadProcesses(): boolean {
  return existsSync("/proc/self/status");
}

/** The processes of ours under `root`, with the memory that they hold and the most that they have held. */
export async function ownProcesses(root: number): Promise<Process[]> {
  const all = await Promise.all(
    (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map((name) => readProcess(Number(name))),
  );
  const parents = new Map(all.flatMap((one) => (one === null ? [] : [[one.pid, one.parent] as const])));
  return all.flatMap((one) => {
    if (one === null || one.role === undefined || !isUnder(one.pid, root, parents)) return [];
    const { pid, role, rssBytes, peakBytes } = one;
    return [{ pid, role, rssBytes, peakBytes }];
  });
}

function isUnder(pid: number, root: number, parents: ReadonlyMap<number, number>): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at)) {
    if (at === root) return true;
  }
  return false;
}

async function readProcess(pid: number) {
  const [status, commandLine] = await Promise.all(
    ["status", "cmdline"].map((name) => readFile(`/proc/${pid}/${name}`, "utf8").catch(() => "")),
  );
  const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status ?? "")?.[1] ?? 0);
  if (status === "" || status === undefined) return null;
  const entry = (commandLine ?? "").split("\0").find((word) => word.endsWith(".js"));
  return {
    pid,
    parent: field("PPid"),
    role: entry === undefined ? undefined : ENTRIES[basename(entry)],
    rssBytes: field("VmRSS") * 1024,
    peakBytes: field("VmHWM") * 1024,
  };
}
