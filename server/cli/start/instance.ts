import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const instance = z.object({ pid: z.int(), url: z.url() });
export type Instance = z.infer<typeof instance>;

const file = (home: string) => join(home, "running.json");

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The Strata that already runs on this home, if one does. */
export async function runningInstance(home: string): Promise<Instance | null> {
  const text = await readFile(file(home), "utf8").catch(() => null);
  if (text === null) return null;
  const parsed = instance.safeParse(JSON.parse(text));
  if (!parsed.success || parsed.data.pid === process.pid || !isAlive(parsed.data.pid)) return null;
  // A pid may have been given to another program since: only an answer proves it.
  const isStrata = await fetch(new URL("/api/health", parsed.data.url), {
    signal: AbortSignal.timeout(3_000),
  }).then(
    (response) => response.ok,
    () => false,
  );
  return isStrata ? parsed.data : null;
}

export async function recordInstance(home: string, url: string): Promise<void> {
  await writeFile(file(home), JSON.stringify({ pid: process.pid, url }));
}

export async function forgetInstance(home: string): Promise<void> {
  await rm(file(home), { force: true });
}
