import { eq, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { worker } from "#db/schema/index.ts";

/** How often a worker says that it lives; three missed times and it counts as gone. */
export const WORKER_SEEN_INTERVAL_MS = 5_000;

export const WORKER_GONE_SECONDS = (3 * WORKER_SEEN_INTERVAL_MS) / 1000;

export const isWorkerAlive = sql<boolean>`${worker.seenAt} > now() - make_interval(secs => ${WORKER_GONE_SECONDS})`;

type Sighting = {
  /** What a training may take now; null while one takes it. */
  trainingMemoryBytes: number | null;
  isDiskFull: boolean;
};

export async function workerSeen(
  db: Database,
  workerId: string,
  { trainingMemoryBytes, isDiskFull }: Sighting,
): Promise<void> {
  await db
    .update(worker)
    .set({
      seenAt: sql`now()`,
      isDiskFull,
      ...(trainingMemoryBytes === null ? {} : { trainingMemoryBytes }),
    })
    .where(eq(worker.id, workerId));
}
