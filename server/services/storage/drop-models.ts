import { eq, inArray, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { artifact, run } from "#db/schema/index.ts";
import type { ServiceDeps } from "../context.ts";
import { hasRank } from "../run/has-rank.ts";
import { cohortLimit } from "./cohort-limit.ts";
import { storageUsedBy, storageUsedIn } from "./used-by.ts";

type Droppable = { runId: string; sizeBytes: number };
type Bounds = Pick<ServiceDeps["room"], "personBytes" | "cohortBytes">;

/** Whose models may go, the oldest first: never a person's best on a board, and none that somebody keeps or has handed in. */
export async function droppableModels(db: Queryable, where: SQL): Promise<Droppable[]> {
  const { rows } = await db.execute<{ runId: string; sizeBytes: string }>(sql`
    select run.id as "runId", sum(artifact.size_bytes) as "sizeBytes"
    from run
    join artifact on artifact.run_id = run.id
    where ${where} and run.state = 'finished' and not run.is_kept
      and not exists (
        select from submission where submission.run_id = run.id and submission.state <> 'void'
      )
      and run.id not in (
        select distinct on (cohort_id, dataset_version_id, started_by) id
        from run
        where ${where} and state = 'finished'
          and ${hasRank}
        order by cohort_id, dataset_version_id, started_by, score desc, tie_break desc, params, finished_at, id
      )
    group by run.id
    order by run.finished_at, run.id`);
  return rows.map(({ runId, sizeBytes }) => ({ runId, sizeBytes: Number(sizeBytes) }));
}

export const ofPerson = (userId: string) => sql`run.started_by = ${userId}`;
const ofCohort = (cohortId: string) => sql`run.cohort_id = ${cohortId}`;

/**
 * Drops the oldest models where a run that has just finished passes its person's limit or its cohort's. Runs, histories
 * and scores stay. @returns the runs whose models are gone.
 */
export async function dropModels(
  { db, files, logger }: Pick<ServiceDeps, "db" | "files" | "logger">,
  bounds: Bounds,
  runId: string,
): Promise<string[]> {
  const dropped: string[] = [];
  const keys = await db.transaction(async (tx) => {
    const [finished] = await tx
      .select({ cohortId: run.cohortId, userId: run.startedBy })
      .from(run)
      .where(eq(run.id, runId));
    if (finished === undefined) return [];
    const { cohortId, userId } = finished;
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('models', 0))`);
    const gone: string[] = [];
    async function drop(whose: "person" | "cohort", excessBytes: number, where: SQL): Promise<void> {
      let left = excessBytes;
      const runIds: string[] = [];
      for (const each of left > 0 ? await droppableModels(tx, where) : []) {
        // What has just been trained is about to be looked at.
        if (left <= 0 || each.runId === runId) continue;
        runIds.push(each.runId);
        left -= each.sizeBytes;
      }
      if (runIds.length === 0) return;
      const rows = await tx.delete(artifact).where(inArray(artifact.runId, runIds)).returning();
      await tx.update(run).set({ modelDroppedFor: whose }).where(inArray(run.id, runIds));
      gone.push(...rows.map(({ storageKey }) => storageKey));
      dropped.push(...runIds);
    }
    await drop("person", (await storageUsedBy(tx, userId)) - bounds.personBytes, ofPerson(userId));
    const cohortBytes = await cohortLimit(tx, cohortId, bounds.cohortBytes);
    await drop("cohort", (await storageUsedIn(tx, cohortId)) - cohortBytes, ofCohort(cohortId));
    return gone;
  });
  // After the commit: a file without a row is litter, a row without its file a broken page.
  for (const key of keys) {
    await files.remove(key).catch((error: unknown) => {
      logger.error({ err: error, key }, "a dropped model could not be removed");
    });
  }
  return dropped;
}
