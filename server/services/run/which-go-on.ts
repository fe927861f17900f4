import { and, inArray } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { run } from "#db/schema/index.ts";

/** Those of the runs that wait, train or are paused. */
export async function whichGoOn(db: Database, runIds: readonly string[]): Promise<Set<string>> {
  if (runIds.length === 0) return new Set();
  const active = await db
    .select({ id: run.id })
    .from(run)
    .where(and(inArray(run.id, [...runIds]), inArray(run.state, ["queued", "running", "paused"])));
  return new Set(active.map(({ id }) => id));
}
