import { eq, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { worker } from "#db/schema/index.ts";

/** How often a worker says that it lives; three missed times and it counts as gone. */
export const WORKER_SEEN_INTERVAL_MS = 5_000;

/** @param trainingMemoryBytes what a training may take now; null while one takes it. */
export async function workerSeen(
  db: Database,
  workerId: string,
  trainingMemoryBytes: number | null,
): Promise<void> {
  await db
    .update(worker)
    .set({ seenAt: sql`now()`, ...(trainingMemoryBytes === null ? {} : { trainingMemoryBytes }) })
    .where(eq(worker.id, workerId));
}
