import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { prediction } from "#db/schema/index.ts";

/** The page that asked shows the answer at once and never again: uploads of one person come to some megabytes at most. */
const KEPT = sql.raw("interval '1 hour'");

/** Deletes what was asked long ago, pictures and all. Workers call it now and then. */
export async function forgetPredictions(db: Database): Promise<void> {
  await db.delete(prediction).where(sql`${prediction.createdAt} < now() - ${KEPT}`);
}
