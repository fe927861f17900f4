import { desc, sql } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";
import { worker } from "#db/schema/index.ts";
import { isWorkerAlive } from "../worker/seen.ts";

export type WorkerAtHand = Pick<typeof worker.$inferSelect, "id" | "trainingMemoryBytes" | "imagesPerSecond">;

/** Of the workers that are alive the one with the most memory to train in; null while there is none. */
export async function workerAtHand(db: Database | Transaction): Promise<WorkerAtHand | null> {
  const [found] = await db
    .select({
      id: worker.id,
      trainingMemoryBytes: worker.trainingMemoryBytes,
      imagesPerSecond: worker.imagesPerSecond,
    })
    .from(worker)
    .where(isWorkerAlive)
    .orderBy(sql`${worker.trainingMemoryBytes} desc nulls last`, desc(worker.startedAt))
    .limit(1);
  return found ?? null;
}
