import { readdir, rm } from "node:fs/promises";
import { z } from "zod";
import type { Database } from "#db/client.ts";
import { whichGoOn } from "#server/services/run/which-go-on.ts";
import type { homePaths } from "#server/storage/home.ts";

/**
 * Deletes the work folders of runs that will not go on: cancelled while they waited for their next attempt, given up, or
 * deleted. A worker cleans up only what it ends itself.
 */
export async function sweepWork(
  db: Database,
  { work, workDir }: ReturnType<typeof homePaths>,
): Promise<void> {
  const names = await readdir(work).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const runIds = names.filter((name) => z.uuid().safeParse(name).success);
  const kept = await whichGoOn(db, runIds);
  for (const runId of runIds) {
    if (!kept.has(runId)) await rm(workDir(runId), { recursive: true, force: true });
  }
}
