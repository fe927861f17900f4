import { readdir, rm } from "node:fs/promises";
import { z } from "zod";
import type { Database } from "#db/client.ts";
import { whichGoOn } from "#server/services/run/which-go-on.ts";
import { checkpointPrefix, CHECKPOINTS } from "#server/storage/storage-keys.ts";
import type { WorkerContext } from "../../worker-context.ts";

type Context = Pick<WorkerContext, "db" | "paths" | "files">;

/** A bucket's list costs money, and what lies there a while longer costs less. */
const LIST_INTERVAL_MS = 10 * 60_000;

/**
 * Makes what deletes the work folders and the checkpoints of runs that will not go on: cancelled while they waited for their
 * next attempt, given up, or deleted. A worker cleans up only what it ends itself. Folders are looked at each time, the
 * storage now and then.
 */
export function createSweep(now = () => performance.now()): (context: Context) => Promise<void> {
  let listedAt = Number.NEGATIVE_INFINITY;
  return async (context) => {
    const isListed = now() - listedAt >= LIST_INTERVAL_MS;
    if (isListed) listedAt = now();
    await sweepWork(context, isListed);
  };
}

async function sweepWork({ db, paths, files }: Context, isListed: boolean): Promise<void> {
  const folders: string[] = await readdir(paths.work).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const prefixes = new Set<string>();
  for await (const { key } of isListed ? files.list(CHECKPOINTS) : []) prefixes.add(key.split("/")[1] ?? "");
  const over = await overAmong(db, [...folders, ...prefixes]);
  for (const runId of over) {
    if (folders.includes(runId)) await rm(paths.workDir(runId), { recursive: true, force: true });
    if (prefixes.has(runId)) await files.removeAll(checkpointPrefix(runId));
  }
}

async function overAmong(db: Database, names: readonly string[]): Promise<Set<string>> {
  const runIds = names.filter((name) => z.uuid().safeParse(name).success);
  const kept = await whichGoOn(db, runIds);
  return new Set(runIds.filter((runId) => !kept.has(runId)));
}
