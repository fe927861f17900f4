import { eq } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { worker } from "#db/schema/index.ts";
import { waitForSuccessor } from "./refusals.ts";

/** A worker process ends in order. */
export async function forgetWorker(db: Database, workerId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(worker).where(eq(worker.id, workerId));
    await waitForSuccessor(tx);
  });
}
