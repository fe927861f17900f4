import { eq } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { worker } from "#db/schema/index.ts";

/** A worker process ends in order. */
export async function forgetWorker(db: Database, workerId: string): Promise<void> {
  await db.delete(worker).where(eq(worker.id, workerId));
}
