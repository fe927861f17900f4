import { readdir, readFile } from "node:fs/promises";

export type RunningProcess = { pid: number; command: string; environment: string };

/** Every process that may be looked into; empty where the system has no /proc. */
async function listProcesses(): Promise<RunningProcess[]> {
  const entries = await readdir("/proc").catch(() => []);
  const found = await Promise.all(
    entries.filter((entry) => /^\d+$/.test(entry)).map((entry) => readProcess(Number(entry))),
  );
  return found.filter((known) => known !== null);
}

async function readProcess(pid: number): Promise<RunningProcess | null> {
  try {
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8");
    const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
    return { pid, command: command.replaceAll("\0", " ").trim(), environment };
  } catch {
    // It has ended since it was listed.
    return null;
  }
}

/** What a product with this home has started: by its environment, or by the folder in its command line. */
export async function processesOf(home: string): Promise<RunningProcess[]> {
  const all = await listProcesses();
  return all.filter(
    ({ pid, command, environment }) =>
      pid !== process.pid &&
      command !== "" &&
      (environment.split("\0").includes(`STRATA_HOME=${home}`) || command.includes(home)),
  );
}
