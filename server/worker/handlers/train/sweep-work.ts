import { readdir, rm } from "node:fs/promises";
import { and, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "#db/client.ts";
import { run } from "#db/schema/index.ts";
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
  if (runIds.length === 0) return;
  const active = await db
    .select({ id: run.id })
    .from(run)
    .where(and(inArray(run.id, runIds), inArray(run.state, ["queued", "running", "paused"])));
  const kept = new Set(active.map(({ id }) => id));
  for (const runId of runIds) {
    if (!kept.has(runId)) await rm(workDir(runId), { recursive: true, force: true });
  }
}
