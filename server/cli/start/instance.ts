import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** `url` is where people reach it, perhaps from elsewhere only; `localUrl` is where this machine does. */
const instance = z.object({ pid: z.int(), url: z.url(), localUrl: z.url() });
const answer = z.object({ ok: z.boolean(), database: z.boolean() });
export type Instance = z.infer<typeof instance>;

const file = (home: string) => join(home, "running.json");

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another account's process is alive, though not ours to signal.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The Strata that already runs on this home, if one does. */
export async function runningInstance(home: string): Promise<Instance | null> {
  const text = await readFile(file(home), "utf8").catch(() => null);
  if (text === null) return null;
  const parsed = instance.safeParse(parseJson(text));
  if (!parsed.success || parsed.data.pid === process.pid || !isAlive(parsed.data.pid)) return null;
  // A pid may have been given to another program since: only an answer proves it, be it that the database is away.
  const isStrata = await fetch(new URL("/api/health", parsed.data.localUrl), {
    signal: AbortSignal.timeout(3_000),
  }).then(
    async (response) => answer.safeParse(parseJson(await response.text())).success,
    () => false,
  );
  return isStrata ? parsed.data : null;
}

/** Whole or not at all: others wait for this file and read it as soon as it is there. */
export async function recordInstance(
  home: string,
  urls: Omit<Instance, "pid">,
  pid = process.pid,
): Promise<void> {
  const temporary = `${file(home)}.${process.pid}.tmp`;
  await writeFile(temporary, JSON.stringify({ pid, ...urls }));
  await rename(temporary, file(home));
}

export async function forgetInstance(home: string): Promise<void> {
  await rm(file(home), { force: true });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
