import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { worker } from "#db/schema/index.ts";

/** A worker process has started. */
export async function registerWorker(
  db: Database,
  input: { id: string; hostname: string; engine: string; trainingMemoryBytes: number },
): Promise<void> {
  await db
    .insert(worker)
    .values(input)
    .onConflictDoUpdate({
      target: worker.id,
      set: {
        hostname: input.hostname,
        engine: input.engine,
        trainingMemoryBytes: input.trainingMemoryBytes,
        startedAt: sql`now()`,
        seenAt: sql`now()`,
      },
    });
}
