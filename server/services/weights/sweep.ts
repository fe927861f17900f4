import { sql } from "drizzle-orm";
import type { ServiceDeps } from "../context.ts";

/** Deletes weights that no design starts from, and no run that has not ended. */
export async function sweepWeights({ db, files }: Pick<ServiceDeps, "db" | "files">): Promise<number> {
  const { rows } = await db.execute<{ key: string }>(sql`
    delete from weights
    where created_at < now() - interval '1 hour'
      and not exists (select from design where design.weights_id = weights.id)
      and not exists (
        select from run
        where run.weights_id = weights.id and run.state in ('queued', 'running', 'paused')
      )
    returning storage_key as key`);
  for (const { key } of rows) await files.remove(key);
  return rows.length;
}
